import type {Verdict} from '../../src/judging/results.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import {correlationTest} from '../../src/stats/rank-correlation.ts';
import type {Row} from '../../src/tables/declare.ts';
import * as tables from './tables.ts';

const predicts: Readonly<Record<Verdict, string>> = {
  supported: 'Flatter ends generalise better, beyond what n explains',
  contradicted: 'Sharpness says nothing of accuracy beyond n',
  inconclusive: 'Whether sharpness says something of accuracy beyond n stays open',
  'not run': 'Sharpness and accuracy at known n, without a verdict',
};
const norms: readonly (readonly [norm: string, label: string])[] = [
  ['frobenius', '‖H‖'],
  ['normalised', '‖H‖ by filter norms'],
];

/** What is left of the correlation of sharpness with accuracy when n and the loss are known. */
export default ((summary, verdicts) => {
  const {table: ends, rows: runs} = tables.ends.read(summary);
  const {table, rows} = tables.correlations.read(summary);
  const cells = runs.length / Math.max(1, new Set(runs.map(({seed}) => seed)).size);
  const means = [...new Set(rows.map(({given}) => given))].flatMap((given) =>
    norms.flatMap(([norm, group]) => meanOf(rows, {norm, given, group, cells})),
  );
  return [
    {
      id: 'x8-beyond',
      experiment: 'X8',
      claims: ['X8'],
      slide: 'Discussion',
      title: findingTitle(findingOf(verdicts, 'X8'), 'partial ρ', predicts),
      caption: `Spearman ρ of the norm of the Hessian with validation accuracy over the ${runs.length} ends of E1 at the common train loss: one ρ a seed, mean by Fisher’s z with its 95% interval. From top to bottom more is held fixed; the last row is judged. The norm in units of filter norms does not change when filters are rescaled. The interval in the title is that of the criterion that decides.`,
      alt: `Means with intervals: ${means.length === 0 ? 'nothing was measured' : means.map((row) => row.tip).join('; ')}.`,
      spec: intervals({rows: means, quantity: 'ρ of norm and accuracy', reference: 0}),
      tables: [table, ends],
    },
  ];
}) satisfies FigureBuilder;

interface Place {
  readonly norm: string;
  readonly given: string;
  readonly group: string;
  readonly cells: number;
}

function meanOf(
  rows: readonly Row<typeof tables.correlations>[],
  {norm, given, group, cells}: Place,
): IntervalRow[] {
  const rho = rows.filter((row) => row.norm === norm && row.given === given).map((row) => row.rho);
  const test = correlationTest(rho, cells);
  if (test === undefined) return [];
  const {mean: value, interval} = test;
  const [low, high] = interval;
  const label = given === 'nothing' ? 'nothing held fixed' : `given ${given}`;
  const fact = `ρ = ${formatInterval(value, [low, high])}`;
  return [{label, group, value, low, high, tip: tip(`${group}, ${label}`, fact)}];
}
