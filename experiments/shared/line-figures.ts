import {z} from 'zod';
import type {Table} from '../../src/tables/table.ts';
import {curves, type Curve} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {type Panel} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {rowsOf} from '../../src/report/rows.ts';

/** A row of a table of curves: one point of one line between two endpoints. */
const Point = z.object({
  panel: z.string(),
  seed: z.number(),
  alpha: z.number(),
  trainLoss: z.number().nullable(),
  trainLossInterpolated: z.number().nullable(),
  validationLoss: z.number().nullable(),
  trainAccuracy: z.number().nullable(),
  validationAccuracy: z.number().nullable(),
});
type Point = z.output<typeof Point>;

/** A row of a table of ends: one line, with the widths of its two ends. */
const Ends = z.object({
  panel: z.string(),
  seed: z.number(),
  left: z.string(),
  right: z.string(),
  leftWidth: z.number().nullable(),
  rightWidth: z.number().nullable(),
  leftOpen: z.boolean(),
  rightOpen: z.boolean(),
  missedTarget: z.boolean(),
});
export type Ends = z.output<typeof Ends>;

/** The two panels of one pair of endpoints, and what can be said of them. */
export interface LinePanels {
  readonly list: readonly {readonly title: string; readonly panel: Panel}[];
  readonly caption: string;
  readonly alt: string;
}

const groups = seriesGroups(['train', 'validation', 'train, BN interpolated']);

/** Loss (logarithmic) and accuracy along α between the two ends of one panel. */
export function linePanels(panel: string, ends: Table, points: Table): LinePanels {
  const own = rowsOf(points, Point).filter((point) => point.panel === panel);
  const lines = rowsOf(ends, Ends).filter((line) => line.panel === panel);
  const x = {title: 'place on the line α: 0 left, 1 right'};
  const loss = curves({
    curves: [
      ...courses(own, 'train', ({trainLoss}) => positive(trainLoss)),
      ...courses(own, 'validation', ({validationLoss}) => positive(validationLoss)),
      ...courses(own, 'train, BN interpolated', ({trainLossInterpolated}) =>
        positive(trainLossInterpolated),
      ),
    ],
    groups,
    x,
    y: {title: 'loss [nat]', logarithmic: true},
  });
  const accuracy = curves({
    curves: [
      ...courses(own, 'train', ({trainAccuracy}) => percent(trainAccuracy)),
      ...courses(own, 'validation', ({validationAccuracy}) => percent(validationAccuracy)),
    ],
    groups,
    x,
    y: {title: 'accuracy [%]'},
  });
  return {
    list: [
      {title: 'Loss', panel: loss},
      {title: 'Accuracy', panel: accuracy},
    ],
    caption: captionOf(lines),
    alt: altOf(lines),
  };
}

/** One curve a seed; points without a finite value are left out. */
function courses(
  points: readonly Point[],
  group: string,
  value: (point: Point) => number | null,
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

function captionOf(lines: readonly Ends[]): string {
  const line = lines.at(0);
  const between =
    line === undefined ? 'No line was finished' : `Left ${line.left}, right ${line.right}`;
  const unused = lines.filter(
    ({leftOpen, rightOpen, missedTarget}) => leftOpen || rightOpen || missedTarget,
  ).length;
  return `${between}: thin lines are seeds (${lines.length}), thick ones their medians. Batch-norm statistics are recomputed at every α, but interpolated for the third curve. A width is the range of α around an end in which the train loss stays within δ of that end. ${unused === 0 ? 'All lines count.' : `${unused} have an end that is wider than the grid or missed the common train loss: shown, not compared.`} The interval in the title is 95%, over seeds.`;
}

function altOf(lines: readonly Ends[]): string {
  const widths = lines.map(
    ({seed, leftWidth, rightWidth}) =>
      `seed ${seed}: width ${formatNumber(leftWidth)} left, ${formatNumber(rightWidth)} right`,
  );
  return `Two panels along the line between two minima: loss, logarithmic, and accuracy, on train and validation images. ${widths.length === 0 ? 'No line was finished.' : `${widths.join('; ')}.`}`;
}
