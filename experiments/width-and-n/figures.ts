import type {Verdict} from '../../src/judging/results.ts';
import type {ReadTable} from '../../src/tables/declare.ts';
import {intervals} from '../../src/report/charts/intervals.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {noiseScatter, type NoisePoint} from '../../src/report/charts/noise-scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import {describeScatter, noisePoints, type Measure} from '../shared/noise-points.ts';
import type {correlationColumns, Point, pointColumns} from './columns.ts';

type Runs = ReadTable<typeof pointColumns>;

/** What the panels of one network share. */
export interface Panel {
  readonly id: string;
  readonly experiment: string;
  readonly claim: string;
  /** The network and its data, for the caption. */
  readonly net: string;
  readonly runs: Runs;
  readonly finding: Finding;
}

const slide = 'Width and $n$';

const flatter: Readonly<Record<Verdict, string>> = {
  supported: 'More noise ends in flatter minima',
  contradicted: 'More noise ends in sharper minima',
  inconclusive: 'Whether more noise ends in flatter minima stays open',
  'not run': 'Noise and the norm of the Hessian, without a verdict',
};
const better: Readonly<Record<Verdict, string>> = {
  supported: 'More noise generalises better',
  contradicted: 'More noise generalises worse',
  inconclusive: 'Whether more noise generalises better stays open',
  'not run': 'Noise and validation accuracy, without a verdict',
};

const norm: Measure<Point> = (run) =>
  run.frobenius === null ? undefined : [run.frobenius, ...normFacts(run)];
const normAxis = {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true};

const accuracy: Measure<Point> = ({validationAccuracy}) => {
  if (validationAccuracy === null) return undefined;
  const percent = 100 * validationAccuracy;
  return [percent, `validation accuracy ${percent.toFixed(1)}%`];
};
const accuracyAxis = {title: 'validation accuracy [%]', chance: chanceOfAccuracy};

/** η/S against the norm of the Hessian. */
export function sharpnessFigure(panel: Panel): Figure {
  const {rows} = panel.runs;
  const points = noisePoints(rows, norm);
  const shared = common(panel, points, 'the norm of the Hessian, logarithmic,');
  return {
    ...shared,
    caption: shared.caption,
    title: findingTitle(panel.finding, 'ρ(log n, log ‖H‖)', flatter),
    spec: noiseScatter({points, y: normAxis}),
  };
}

/** η/S against validation accuracy. */
export function accuracyFigure(panel: Panel): Figure {
  const points = noisePoints(panel.runs.rows, accuracy);
  return {
    ...common(panel, points, 'validation accuracy in percent'),
    title: findingTitle(panel.finding, 'ρ(log n, accuracy)', better),
    spec: noiseScatter({points, y: accuracyAxis}),
  };
}

/** Both panels after a fixed number of epochs, whatever the train loss: shown, not judged. */
export function fixedEpochsFigure(
  panel: Pick<Panel, 'id' | 'experiment' | 'net' | 'runs'> & {
    readonly claims: readonly string[];
    /** What the title says of the network. */
    readonly of: string;
  },
): Figure {
  const {id, experiment, claims, net} = panel;
  const {table, rows} = panel.runs;
  const counted = (measure: Measure<Point>) =>
    noisePoints(rows, measure).map((point) => ({...point, counted: true}));
  const [norms, accuracies] = [counted(norm), counted(accuracy)];
  return {
    id,
    experiment,
    claims,
    slide,
    title: `${panel.of}: the same runs after a fixed number of epochs, at unequal train loss`,
    caption: `Each point is one training of the ${net} (${norms.length} in all) after the same number of epochs. Small n is then under-trained, and an under-trained network is flat too: this picture mixes the effect of n with that of the train loss, and is not judged.`,
    alt: `Two scatter plots against n. ${describeScatter('the norm of the Hessian', norms)} ${describeScatter('validation accuracy in percent', accuracies)}`,
    spec: panels([
      {title: 'Hessian norm', panel: noiseScatter({points: norms, y: normAxis})},
      {title: 'Validation accuracy', panel: noiseScatter({points: accuracies, y: accuracyAxis})},
    ]),
    tables: [table],
  };
}

const eigenvalue =
  (field: 'lambdaMax' | 'rescaledLambdaMax', symbol: string): Measure<Point> =>
  ({[field]: value}) =>
    value === null || value <= 0 ? undefined : [value, `${symbol} = ${formatNumber(value)}`];

/**
 * The plain sharpness λₘₐₓ beside one that rescaling cannot change: shown, not judged. The slide on
 * reparametrization asks for it.
 */
export function invariantFigure(
  panel: Pick<Panel, 'id' | 'experiment' | 'net' | 'runs'> & {
    readonly claims: readonly string[];
    /** What the title says of the network. */
    readonly of: string;
  },
): Figure {
  const {id, experiment, claims, net} = panel;
  const {table, rows} = panel.runs;
  const plain = noisePoints(rows, eigenvalue('lambdaMax', 'λₘₐₓ'));
  const invariant = noisePoints(rows, eigenvalue('rescaledLambdaMax', 'λₘₐₓ by filter norms'));
  const left = 2 * rows.length - plain.length - invariant.length;
  const missing =
    left === 0
      ? ''
      : ` ${left} eigenvalues did not converge, or are not positive, and are left out.`;
  return {
    id,
    experiment,
    claims,
    slide,
    title: `${panel.of}: sharpness, plain and invariant under rescaling of filters`,
    caption: `The largest eigenvalue of the Hessian of the ${net}, measured where a run first reached the common train loss. Left as it is; it can be changed by rescaling weights, without changing the function (Dinh et al. 2017). Right with every filter in units of its own norm: λₘₐₓ of SHS, S the norms of the filters, which rescaling does not change. Hollow points never reached that loss. Shown, not judged.${missing}`,
    alt: `Two scatter plots against n. ${describeScatter('the largest eigenvalue', plain)} ${describeScatter('the same in units of filter norms', invariant)}`,
    spec: panels([
      {
        title: 'λₘₐₓ',
        panel: noiseScatter({points: plain, y: {title: 'λₘₐₓ of H', logarithmic: true}}),
      },
      {
        title: 'λₘₐₓ in units of filter norms',
        panel: noiseScatter({points: invariant, y: {title: 'λₘₐₓ of SHS', logarithmic: true}}),
      },
    ]),
    tables: [table],
  };
}

function common(panel: Panel, points: readonly NoisePoint[], quantity: string) {
  return {
    id: panel.id,
    experiment: panel.experiment,
    claims: [panel.claim],
    slide,
    caption: reading(panel.net, points),
    alt: describeScatter(quantity, points),
    tables: [panel.runs.table],
  };
}

/** How a panel is read. */
function reading(net: string, points: readonly NoisePoint[]): string {
  const excluded = points.filter(({counted}) => !counted).length;
  const hollow =
    excluded === 0
      ? 'Every run reached it.'
      : `The ${excluded} hollow ${excluded === 1 ? 'point' : 'points'} never reached it: shown where they ended, not compared.`;
  return `Each point is one training of the ${net} (${points.length} in all), measured when it first reached the common train loss. Redder is higher n, the shape tells the batch size, and the line joins the medians at each n. ${hollow} The interval in the title is 95%, over seeds.`;
}

const quantities: ReadonlyMap<string, string> = new Map([
  ['frobenius', 'Hessian norm'],
  ['rescaledLambdaMax', 'λₘₐₓ by filter norms'],
  ['validationAccuracy', 'validation accuracy'],
]);
const given: ReadonlyMap<string, string> = new Map([
  ['nothing', ''],
  ['learning rate', '\ngiven η'],
  ['batch size', '\ngiven S'],
  ['train loss', '\ngiven the loss'],
]);

/**
 * Rank correlations by when the runs are compared, and beyond either factor alone: what matching the
 * train loss changes, and what n adds to η or S.
 */
export function matchingFigure(
  {
    of,
    ...panel
  }: Pick<Panel, 'id' | 'experiment'> & {
    readonly claims: readonly string[];
    /** What the title says of the network. */
    readonly of: string;
  },
  correlations: ReadTable<typeof correlationColumns>,
): Figure {
  const rows = correlations.rows.flatMap(({rho, low, high, ...row}) => {
    const group = quantities.get(row.quantity);
    if (group === undefined || rho === null || low === null || high === null) return [];
    const label = `${row.group}${given.get(row.given) ?? ''}`;
    const fact = `ρ = ${formatInterval(rho, [low, high])}`;
    return [
      {
        label,
        group,
        value: rho,
        low,
        high,
        tip: tip(`${label.replace('\n', ', ')}, ${group}`, fact),
      },
    ];
  });
  return {
    ...panel,
    slide,
    title: `${of}: what comparing at equal train loss changes, and what n adds to η and S alone`,
    caption:
      'Mean rank correlation of n with the norm of the Hessian, with its largest eigenvalue where every filter is measured in units of its norm, and with validation accuracy, one ρ a seed; lines are 95% intervals over seeds (Fisher’s z). “Given η”, “given S” or “given the loss” is the partial correlation with that held fixed. The Hessian shrinks with the train loss, so runs of unequal loss mix two effects; only the correlation at the common train loss, given nothing, is judged.',
    alt: `Rank correlations with n and their intervals: ${rows.map((row) => row.tip).join('; ')}.`,
    spec: intervals({rows, quantity: 'Spearman ρ with n', reference: 0}),
    tables: [correlations.table],
  };
}
