import {curves, type Curve} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels, type Panel} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {ReadTable} from '../../src/tables/declare.ts';
import {chanceOfAccuracy, chanceOfLoss} from './chance.ts';
import type {curveColumns, CurvePoint, endColumns, Ends} from './line-columns.ts';

/** What the line between one pair of endpoints is shown for. */
export interface Line extends Pick<Figure, 'id' | 'experiment' | 'claims' | 'title'> {
  /** Which pair, as the column `panel` says it. */
  readonly panel: string;
  readonly ends: ReadTable<typeof endColumns>;
  readonly curves: ReadTable<typeof curveColumns>;
  /** The last sentence of the caption, where the title has no interval. */
  readonly note?: string;
}

/** Loss (logarithmic) and accuracy along α between the two ends of one panel. */
export function lineFigure({
  panel,
  ends,
  curves: points,
  note = 'The interval in the title is 95%, over seeds.',
  ...rest
}: Line): Figure {
  const lines = ends.rows.filter((line) => line.panel === panel);
  const own = points.rows.filter((point) => point.panel === panel);
  return {
    ...rest,
    slide: 'Width and $n$',
    caption: captionOf(lines, note),
    alt: altOf(lines),
    spec: panels([
      {title: 'Loss', panel: lossPanel(own)},
      {title: 'Accuracy', panel: accuracyPanel(own)},
    ]),
    tables: [ends.table, points.table],
  };
}

const groups = seriesGroups(['train', 'validation', 'train, BN interpolated']);
const x = {title: 'place on the line α: 0 left, 1 right'};

const lossPanel = (points: readonly CurvePoint[]): Panel =>
  curves({
    curves: [
      ...courses(points, 'train', ({trainLoss}) => positive(trainLoss)),
      ...courses(points, 'validation', ({validationLoss}) => positive(validationLoss)),
      ...courses(points, 'train, BN interpolated', ({trainLossInterpolated}) =>
        positive(trainLossInterpolated),
      ),
    ],
    groups,
    x,
    y: {title: 'loss [nat]', logarithmic: true, chance: chanceOfLoss, ...rangeOf(points)},
  });

/** The train loss is what is compared: other curves may leave its range, which is what they would else hide. */
function rangeOf(points: readonly CurvePoint[]) {
  const losses = points.flatMap(({trainLoss}) => positive(trainLoss) ?? []);
  return losses.length > 0 && {extent: [Math.min(...losses), Math.max(...losses)] as const};
}

const accuracyPanel = (points: readonly CurvePoint[]): Panel =>
  curves({
    curves: [
      ...courses(points, 'train', ({trainAccuracy}) => percent(trainAccuracy)),
      ...courses(points, 'validation', ({validationAccuracy}) => percent(validationAccuracy)),
    ],
    groups,
    x,
    y: {title: 'accuracy [%]', chance: chanceOfAccuracy},
  });

/** One curve a seed; points without a finite value are left out. */
function courses(
  points: readonly CurvePoint[],
  group: string,
  value: (point: CurvePoint) => number | null,
): Curve[] {
  const lines = [...new Map(points.map(({panel, seed}) => [seed, {panel, seed}])).values()];
  return lines.map(({panel, seed}) => ({
    tip: tip(`${panel}, seed ${seed}`, group),
    group,
    points: points
      .filter((point) => point.seed === seed)
      .flatMap((point) => {
        const y = value(point);
        return y === null ? [] : [[point.alpha, y] as const];
      }),
  }));
}

// Zero loss has no place on a logarithmic axis.
const positive = (loss: number | null) => (loss !== null && loss > 0 ? loss : null);
const percent = (share: number | null) => (share === null ? null : 100 * share);

function captionOf(lines: readonly Ends[], note: string): string {
  const line = lines.at(0);
  const between =
    line === undefined ? 'No line was finished' : `Left ${line.left}, right ${line.right}`;
  const missed = lines.filter(({missedTarget}) => missedTarget).length;
  const open = lines.filter(({leftOpen, rightOpen}) => leftOpen || rightOpen).length;
  const exceptions = [
    ...(missed > 0
      ? [`${missed} have an end that missed the common train loss: shown, not compared.`]
      : []),
    ...(open > 0
      ? [`${open} have an end that is wider than the grid: its width is a lower bound.`]
      : []),
  ];
  return `${between}: thin lines are seeds (${lines.length}), thick ones their medians. Batch-norm statistics are recomputed at every α, but interpolated for the third curve. The axis of the loss has the range of the train curves; what leaves it is cut. A width is the range of α around an end in which the train loss stays within δ of that end. ${exceptions.length === 0 ? 'All lines count.' : exceptions.join(' ')} ${note}`;
}

function altOf(lines: readonly Ends[]): string {
  const widths = lines.map(
    ({seed, leftWidth, leftOpen, rightWidth, rightOpen}) =>
      `seed ${seed}: width ${widthText(leftWidth, leftOpen)} left, ${widthText(rightWidth, rightOpen)} right`,
  );
  return `Two panels along the line between two minima: loss, logarithmic, and accuracy, on train and validation images. ${widths.length === 0 ? 'No line was finished.' : `${widths.join('; ')}.`}`;
}

/** `0.41`, and `at least 2.1` where the grid ends before the width does. */
export const widthText = (width: number | null, isOpen: boolean): string =>
  `${isOpen ? 'at least ' : ''}${formatNumber(width)}`;
