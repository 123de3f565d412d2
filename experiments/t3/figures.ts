import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {distinct, meanPoints, meanWithInterval} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** Occupancy over n, and the rates at which basins are left. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [
        tradeOffFigure(summary, findingOf(verdicts, 'T3')),
        escapeFigure(summary),
      ]) satisfies FigureBuilder;

const shared = {
  experiment: 'T3',
  claims: ['T3'],
  slide: String.raw`Probability ending in a region near $\theta_A$`,
};
const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Higher n prefers width to depth, and the basins exchange rank where predicted',
  contradicted: 'The basins are not occupied as the formula has it',
  inconclusive: 'Whether the basins are occupied as the formula has it stays open',
  'not run': 'Occupancy of two basins over n, without a verdict',
};
const [formula, quadrature] = ['formula', 'Gibbs by quadrature'];

/** Log-odds of the wide basin over n: formula, quadrature and SGD, on a line and in a plane. */
function tradeOffFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table: odds, rows: seen} = tables.odds.read(summary);
  const {table: curve, rows: lines} = tables.curves.read(summary);
  const {table: crossing, rows: crossings} = tables.crossing.read(summary);
  const settings = [...new Set(lines.map(({setting}) => setting))];
  const noises = seen.map(({noise}) => noise);
  const near = (noise: number) =>
    noise > 0.6 * Math.min(...noises) && noise < 1.7 * Math.max(...noises);
  const found = settings
    .map((setting) => {
      const own = crossings.filter((row) => row.setting === setting);
      const values = own.flatMap((row) => row.found ?? []);
      const {value, low, high} = meanWithInterval(values);
      return `${setting} ${formatInterval(value, [low, high])}, predicted ${formatNumber(own[0]?.predicted ?? null)}`;
    })
    .join('; ');
  return {
    ...shared,
    id: 'theory-trade-off',
    title: findingTitle(finding, 'log-odds less the formula', sentences),
    caption: `Log of the odds of the wide shallow basin over the sharp deep one. Lines: log(p(A)/p(B)) by the formula of the slides, and from the Gibbs density itself. Points: the share of time that minibatch SGD spends there, means over replicates with 95% intervals, half of the chains from either minimum. Above zero width wins. The n of equal odds is, ${found}.`,
    alt: `Two panels over n. In both the log-odds rise with n and cross zero. The n of equal odds: ${found}.`,
    spec: panels(
      settings.map((setting) => ({
        title: setting,
        panel: prediction({
          predicted: lines
            .filter((row) => row.setting === setting && near(row.noise))
            .flatMap(({noise, laplace, gibbs}) => [
              {group: formula, x: noise, value: laplace},
              {group: quadrature, x: noise, value: gibbs},
            ]),
          measured: meanPoints(
            seen
              .filter((row) => row.setting === setting)
              .map(({noise, logOdds}) => ({group: 'SGD', x: noise, value: logOdds})),
            'log-odds',
          ),
          groups: seriesGroups([formula, quadrature, 'SGD']),
          x: {title: 'noise n = η/S', logarithmic: true},
          y: {title: 'log-odds of A, the wide basin'},
        }),
      })),
    ),
    tables: [odds, curve, crossing],
  };
}

/** Rates of escape over Kramers' rate, against T: theory tends to 1 as T → 0. */
function escapeFigure(summary: ExperimentSummary): Figure {
  const {table, rows: all} = tables.rates.read(summary);
  const rows = all.filter(({rate}) => rate > 0);
  const settings = [...new Set(rows.map(({setting}) => setting))];
  const groups = ['from the sharp basin', 'from the wide basin'];
  const groupOf = ({from}: Row<typeof tables.rates>) => `from the ${from} basin`;
  return {
    ...shared,
    id: 'theory-escape',
    title: 'Basins are left at the rate of the Fokker–Planck equation, which tends to Kramers’ law',
    caption:
      'Measured rate of escape over that of Eyring and Kramers, against T = nσ²/2; means over replicates with 95% intervals. Lines: the rate of the Fokker–Planck equation over that of Kramers, which is exact only as T → 0.',
    alt: 'Two panels over temperature. The ratio to Kramers’ rate rises towards one as the temperature falls, and the measured points follow the lines of the Fokker–Planck equation.',
    spec: panels(
      settings.map((setting) => {
        const own = rows.filter((row) => row.setting === setting);
        return {
          title: setting,
          panel: prediction({
            predicted: distinct(
              own.map((row) => ({
                group: groupOf(row),
                x: row.temperature,
                value: row.passage / row.kramers,
              })),
            ),
            measured: meanPoints(
              own.map((row) => ({
                group: groupOf(row),
                x: row.temperature,
                value: row.rate / row.kramers,
              })),
              'rate/Kramers',
            ),
            groups: seriesGroups(groups),
            x: {title: 'T = nσ²/2', zero: true},
            y: {title: 'rate of escape / Kramers’ rate', zero: true},
          }),
        };
      }),
    ),
    tables: [table],
  };
}
