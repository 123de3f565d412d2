import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {meanPoints, meanWithInterval} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** Covariances and two basins under anisotropic noise. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [covarianceFigure(summary, findingOf(verdicts, 'X0'))]) satisfies FigureBuilder;

type Entry = Row<typeof tables.covariances>;

const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Where noise is not isotropic the Gibbs form fails, by what Lyapunov’s equation says',
  contradicted: 'The Gibbs form does not fail as Lyapunov’s equation says',
  inconclusive: 'Whether the Gibbs form fails as Lyapunov’s equation says stays open',
  'not run': 'Covariances of SGD under anisotropic noise, without a verdict',
};

/** ‖form − measured‖/‖measured‖ of one replicate; a 2×2 matrix counts its off-diagonal entry twice. */
function relativeError(entries: readonly Entry[], form: (entry: Entry) => number | null) {
  let [difference, size] = [0, 0];
  for (const entry of entries) {
    const value = form(entry);
    if (value === null) return null;
    const weight = entry.entry === '12' ? 2 : 1;
    difference += weight * (value - entry.measured) ** 2;
    size += weight * entry.measured ** 2;
  }
  return Math.sqrt(difference / size);
}

const forms: readonly {
  group: string;
  of: (entry: Entry) => number | null;
  predicted: (row: Row<typeof tables.limits>) => number;
}[] = [
  {
    group: 'continuous (Lyapunov)',
    of: ({continuous}) => continuous,
    predicted: ({continuousError}) => continuousError,
  },
  {group: 'Gibbs', of: ({gibbs}) => gibbs, predicted: ({gibbsError}) => gibbsError},
];
const swept = 'anisotropic, η';

/** One error a replicate. */
function errorsOf(
  entries: readonly Entry[],
  setting: string,
  form: (entry: Entry) => number | null,
) {
  const own = entries.filter((entry) => entry.setting === setting);
  return [...new Set(own.map(({replicate}) => replicate))].flatMap(
    (replicate) =>
      relativeError(
        own.filter((entry) => entry.replicate === replicate),
        form,
      ) ?? [],
  );
}

/** Long labels would make the letters of the whole figure small on a narrow screen: broken at a comma or midway. */
function inTwoLines(label: string): string {
  if (label.length <= 16) return label;
  const comma = label.indexOf(', ') + 1;
  const spaces = [...label.matchAll(/ /g)].map(({index}) => index);
  const off = (at: number) => Math.abs(at - label.length / 2);
  const at = comma || spaces.reduce((best, space) => (off(space) < off(best) ? space : best), 0);
  return at === 0 ? label : `${label.slice(0, at)}\n${label.slice(at + 1)}`;
}

/** One group for both charts of intervals: their rows would otherwise make room for each other’s. */
function intervalRow(label: string, quantity: string, values: readonly number[]): IntervalRow {
  const {value, low, high} = meanWithInterval(values);
  const text = low === high ? formatNumber(value) : formatInterval(value, [low, high]);
  return {
    label: inTwoLines(label),
    group: 'mean',
    value,
    low,
    high,
    tip: tip(label, `${quantity} ${text}`),
  };
}

const exactErrors = (entries: readonly Entry[]): IntervalRow[] =>
  [...new Set(entries.map(({setting}) => setting))].map((setting) => {
    const errors = errorsOf(entries, setting, ({exact}) => exact);
    return intervalRow(setting, 'error', errors);
  });

const oddsRows = (odds: readonly Row<typeof tables.basins>[]): IntervalRow[] => {
  const simulated = odds.map((row) => row.simulated);
  return [
    intervalRow('SGD', 'log-odds', simulated),
    intervalRow('Fokker–Planck', 'log-odds', [odds[0].rest]),
    intervalRow('Gibbs', 'log-odds', [odds[0].gibbs]),
  ];
};

/** How far each form of the stationary covariance is from simulation; two basins under anisotropic noise. */
function covarianceFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table, rows: entries} = tables.covariances.read(summary);
  const {table: basins, rows: odds} = tables.basins.read(summary);
  const limits = tables.limits.read(summary);
  const sweep = limits.rows.filter(({setting}) => setting.startsWith(swept));
  const exact = exactErrors(entries);
  const chances = oddsRows(odds);
  const [worstExact, worstGibbs] = [
    Math.max(...exact.map(({value}) => value)),
    Math.max(...sweep.map(({gibbsError}) => gibbsError)),
  ].map((value) => formatNumber(value, 2));
  const said = chances.map(({label, value}) => `${formatNumber(value)} by ${label}`).join(', ');
  return {
    id: 'x0-covariance',
    experiment: 'X0',
    claims: ['X0'],
    slide: 'Discussion',
    title: findingTitle(finding, 'error of the exact covariance', sentences),
    caption: `First: relative distance of the Gibbs and of the continuous form of the stationary covariance from SGD with C ≠ σ²I on a quadratic; points are simulation, means over replicates with 95% intervals, lines the exact discrete form. The continuous form becomes right as η → 0, Gibbs does not. Second: the error of the exact form in all nine cases, which is sampling error. Third: log-odds of the wide basin under anisotropic noise; the Fokker–Planck equation keeps a current at rest, and Gibbs is taken at the mean noise.`,
    alt: `The Gibbs form is wrong by up to ${worstGibbs}, the exact discrete form by at most ${worstExact}. Log-odds of the wide basin: ${said}.`,
    spec: apart([
      {title: 'anisotropic noise', panel: sweepPanel(entries, sweep)},
      {
        title: 'exact discrete form',
        panel: intervals({rows: exact, quantity: 'relative error of the covariance', reference: 0}),
      },
      {
        title: 'two basins',
        panel: intervals({
          rows: chances,
          quantity: 'log-odds of A, the wide basin',
          reference: odds[0].gibbs,
        }),
      },
    ]),
    tables: [table, limits.table, basins],
  };
}

/** Errors of the two approximate forms over η: what they must be, and what they are. */
const sweepPanel = (
  entries: readonly Entry[],
  sweep: readonly Row<typeof tables.limits>[],
): Panel =>
  prediction({
    predicted: forms.flatMap(({group, predicted}) =>
      sweep.map((limit) => ({group, x: limit.learningRate, value: predicted(limit)})),
    ),
    measured: meanPoints(
      forms.flatMap(({group, of}) =>
        sweep.flatMap(({setting, learningRate}) =>
          errorsOf(entries, setting, of).map((value) => ({group, x: learningRate, value})),
        ),
      ),
      'error',
    ),
    groups: seriesGroups(forms.map(({group}) => group)),
    x: {title: 'learning rate η', logarithmic: true},
    y: {title: 'relative error of the covariance', zero: true},
  });
