import {z} from 'zod';
import type {ExperimentSummary, Verdict} from '../../../paper/results.ts';
import {intervals, type IntervalRow} from '../../charts/intervals.ts';
import {tip} from '../../charts/tip.ts';
import type {Figure} from '../../figure.ts';
import {findingTitle, type Finding} from '../../finding.ts';
import {formatInterval, formatNumber} from '../../format/number.ts';
import {rowsOf, tableOf} from '../../rows.ts';
import {apart} from './apart.ts';
import {meanWithInterval} from './mean-points.ts';

const Entry = z.object({
  setting: z.string(),
  replicate: z.number(),
  entry: z.string(),
  measured: z.number(),
  exact: z.number(),
  continuous: z.number().nullable(),
  gibbs: z.number().nullable(),
});
type Entry = z.output<typeof Entry>;
const Odds = z.object({simulated: z.number(), rest: z.number(), gibbs: z.number()});

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

const forms: readonly {group: string; of: (entry: Entry) => number | null}[] = [
  {group: 'exact discrete', of: ({exact}) => exact},
  {group: 'continuous (Lyapunov)', of: ({continuous}) => continuous},
  {group: 'Gibbs', of: ({gibbs}) => gibbs},
];

/** How far each form of the stationary covariance is from simulation; two basins under anisotropic noise. */
export function covarianceFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const [table, basins] = ['theory-covariance', 'theory-covariance-basins'].map((name) =>
    tableOf(summary, name),
  );
  const entries = rowsOf(table, Entry);
  const rows = [...new Set(entries.map(({setting}) => setting))].flatMap((setting) =>
    forms.flatMap(({group, of}): IntervalRow[] => {
      // The two approximations know nothing of momentum or of how batches are drawn.
      if (group !== 'exact discrete' && !setting.includes('isotropic')) return [];
      const own = entries.filter((entry) => entry.setting === setting);
      const errors = [...new Set(own.map(({replicate}) => replicate))].flatMap(
        (replicate) =>
          relativeError(
            own.filter((entry) => entry.replicate === replicate),
            of,
          ) ?? [],
      );
      if (errors.length === 0) return [];
      const {value, low, high} = meanWithInterval(errors);
      return [
        {
          label: setting,
          ...{group, value, low, high},
          tip: tip(`${setting}, ${group}`, `error ${formatInterval(value, [low, high])}`),
        },
      ];
    }),
  );
  const odds = rowsOf(basins, Odds);
  const simulated = meanWithInterval(odds.map((row) => row.simulated));
  const exact = (label: string, value: number): IntervalRow => ({
    ...{label, group: label, value, low: value, high: value},
    tip: tip(label, `log-odds ${formatNumber(value)}`),
  });
  const largest = (group: string) =>
    formatNumber(Math.max(...rows.filter((row) => row.group === group).map((row) => row.value)), 2);
  const interval = formatInterval(simulated.value, [simulated.low, simulated.high]);
  return {
    id: 'theory-covariance',
    experiment: 'T',
    claims: ['T7'],
    slide: 'Discussion',
    title: findingTitle(finding, 'error of the exact covariance', sentences),
    caption: `Left: relative distance of each form of the stationary covariance from simulated SGD on a quadratic, means over replicates with 95% intervals. The exact discrete form holds throughout, with momentum, batches without replacement, reshuffled epochs and noise that grows with the distance to the fit too (up to sampling error); the continuous one loses accuracy as η grows; Gibbs is wrong by up to ${largest('Gibbs')} where C ≠ σ²I. Right: log-odds of the wide basin under anisotropic noise: SGD, the Fokker–Planck equation at rest (with a current that does not vanish), and the Gibbs form at the mean noise.`,
    alt: `Rows of intervals. The error of the exact form stays below ${largest('exact discrete')}; that of Gibbs reaches ${largest('Gibbs')}. Right: log-odds ${interval} by SGD, ${formatNumber(odds[0].rest)} by the Fokker–Planck equation, ${formatNumber(odds[0].gibbs)} by Gibbs.`,
    spec: apart([
      {
        title: 'covariance on a quadratic',
        panel: intervals({rows, quantity: 'relative error of the covariance', reference: 0}),
      },
      {
        title: 'two basins',
        panel: intervals({
          rows: [
            {
              ...{label: 'SGD', group: 'SGD', ...simulated},
              tip: tip('SGD', `log-odds ${interval}`),
            },
            exact('Fokker–Planck', odds[0].rest),
            exact('Gibbs', odds[0].gibbs),
          ],
          quantity: 'log(p_A/p_B), A the wide basin',
          reference: odds[0].gibbs,
        }),
      },
    ]),
    tables: [table, tableOf(summary, 'theory-covariance-limits'), basins],
  };
}
