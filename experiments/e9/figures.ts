import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {distinct, mean} from '../../src/stats/by-seed.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

const shared = {experiment: 'E9', slide: 'Breaking down of theory'};

/** Slide "Breaking down of theory": accuracy over β, a panel a train size, and where it breaks. */
export default ((summary, verdicts) => [
  breakdownFigure(tables.runs.read(summary), findingOf(verdicts, 'E9a')),
  onsetFigure(tables.onsets.read(summary), findingOf(verdicts, 'E9b')),
]) satisfies FigureBuilder;

const variants = ['n of the slide', 'half the noise', 'control: twice the time'] as const;
type Variant = Pick<Run, 'noiseScale'> & Partial<Pick<Run, 'control'>>;
const variantOf = ({noiseScale, control = null}: Variant) => {
  if (control !== null) return variants[2];
  return noiseScale === 1 ? variants[0] : variants[1];
};
/** Variants of which there is a run; the judged one always. */
const variantsIn = (rows: readonly Variant[]) => {
  const found = new Set(rows.map(variantOf));
  return variants.filter((name, index) => index === 0 || found.has(name));
};

const flatThenDrop: Readonly<Record<Verdict, string>> = {
  supported: 'At fixed n accuracy is flat in β, then drops, with twice the time too',
  contradicted:
    'At fixed n accuracy does not stay flat in β and then drop, with twice the time too',
  inconclusive:
    'Whether accuracy at fixed n is flat in β and then drops, with twice the time too, stays open',
  'not run': 'Accuracy over β at fixed n, without a verdict',
};

function breakdownFigure({table, rows}: Read<typeof tables.runs>, finding: Finding): Figure {
  const groups = seriesGroups(variantsIn(rows));
  const sizes = distinct(rows.map(({trainSize}) => trainSize)).reverse();
  const diverged = rows.filter(({outcome}) => outcome === 'diverged').length;
  const panel = (own: readonly Run[]) =>
    scatter({
      points: own.map(pointOf),
      groups,
      x: {title: 'β: η = 0.1β, S = 50β'},
      y: {title: 'best validation accuracy [%]', chance: chanceOfAccuracy},
    });
  return {
    ...shared,
    id: 'e9-breakdown',
    claims: ['E9a', 'E9b'],
    title: findingTitle(finding, 'share lost', flatThenDrop),
    caption: `Each point is one training of VGG-11 on CIFAR-10 (${rows.length} in all), at its best evaluation; lines join medians. ${diverged === 0 ? 'None diverged.' : `The ${diverged} hollow ones diverged: they count in the test with the best accuracy that they had reached, but not in the line.`} All points of a line have the same ηt, so that larger β takes fewer steps: the control, at β = 1 and the largest β, tells a breakdown from a lack of steps. The number in the title is the share of the height above guessing at β = 1 that is lost at the largest β, without the control, for the largest train set, with its 95% interval over seeds.`,
    alt: `Validation accuracy against β, a panel a train size. ${rows.length === 0 ? 'No run finished.' : `${sizes.map((size) => describe(size, rows)).join('; ')}.`}`,
    spec: panels(
      sizes.length === 0
        ? [{title: 'No runs', panel: panel([])}]
        : sizes.map((size) => ({
            title: panelTitle(size, rows),
            panel: panel(rows.filter(({trainSize}) => trainSize === size)),
          })),
    ),
    tables: [table],
  };
}

const pointOf = (run: Run): ScatterPoint => ({
  group: variantOf(run),
  x: run.beta,
  y: 100 * run.validationAccuracy,
  counted: run.outcome !== 'diverged',
  tip: tip(
    `${variantOf(run)}, β = ${run.beta}, seed ${run.seed}`,
    `validation accuracy ${(100 * run.validationAccuracy).toFixed(1)}%`,
    `${run.steps} steps`,
    ...(run.outcome === 'diverged' ? ['diverged'] : []),
  ),
});

/** `Train size 3000: 600 steps at β = 1, 40 at 15`, of the judged curve. */
function panelTitle(size: number, rows: readonly Run[]): string {
  const own = rows.filter((run) => run.trainSize === size && variantOf(run) === variants[0]);
  const betas = distinct(own.map(({beta}) => beta));
  const stepsAt = (beta: number) =>
    formatNumber(Math.max(...own.filter((run) => run.beta === beta).map(({steps}) => steps)), 5);
  const name = `Train size ${formatNumber(size, 5)}`;
  const [first, last] = [betas.at(0), betas.at(-1)];
  if (first === undefined || last === undefined) return name;
  return `${name}: ${stepsAt(first)} steps at β = ${first}, ${stepsAt(last)} at ${last}`;
}

/** `train size 4,000: 61% at β = 1, 40% at β = 15`, of the judged curve. */
function describe(size: number, rows: readonly Run[]): string {
  const own = rows.filter((run) => run.trainSize === size && variantOf(run) === variants[0]);
  const betas = own.map(({beta}) => beta);
  const at = (beta: number) => {
    const there = own.filter((run) => run.beta === beta);
    const accuracy = mean(there.map(({validationAccuracy}) => validationAccuracy));
    return `${formatNumber(100 * accuracy)}% at β = ${beta}`;
  };
  const ends = betas.length === 0 ? [] : [Math.min(...betas), Math.max(...betas)];
  return `train size ${size}: mean ${ends.length === 0 ? 'not measured' : ends.map(at).join(', ')}`;
}

const earlier: Readonly<Record<Verdict, string>> = {
  supported: 'The breakdown comes earlier for the smaller train set',
  contradicted: 'The breakdown does not come earlier for the smaller train set',
  inconclusive: 'Whether the breakdown comes earlier for the smaller train set stays open',
  'not run': 'Where accuracy breaks down, without a verdict',
};

function onsetFigure({table, rows}: Read<typeof tables.onsets>, finding: Finding): Figure {
  const points = rows.map((row) => ({
    group: variantOf(row),
    x: row.trainSize,
    y: row.onset,
    counted: row.reached,
    tip: tip(
      `${variantOf(row)}, train size ${row.trainSize}, seed ${row.seed}`,
      `onset ${row.reached ? 'at' : 'beyond'} β = ${formatNumber(row.onset)}`,
    ),
  }));
  return {
    ...shared,
    id: 'e9-onsets',
    claims: ['E9b'],
    title: findingTitle(finding, 'share of height kept more', earlier),
    caption:
      'Onset: the β at which accuracy has lost a tenth of its height above guessing, linear between the β that were trained; hollow at the last β when it never does. Shown; judged is the share of the height at β = 1 that is kept at larger β, largest train set less smallest.',
    alt: `Onset of the breakdown by train size: ${points.length === 0 ? 'no curve is whole' : points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(variantsIn(rows)),
      x: {title: 'training images', logarithmic: true},
      y: {title: 'β at the onset', zero: true},
    }),
    tables: [table],
  };
}
