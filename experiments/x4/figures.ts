import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import * as tables from './tables.ts';

const exchanged: Readonly<Record<Verdict, string>> = {
  supported: 'Raising C or raising n by as much ends at equal width',
  contradicted: 'Raising C and raising n by as much end at different widths',
  inconclusive: 'Whether raising C or n by as much ends at equal width stays open',
  'not run': 'Raising C and raising n, without a verdict',
};
const factors = ['C raised', 'n raised'] as const;

/** The endpoints of the same noise nσ², made by one factor or the other. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.ends.read(summary);
  const base = Math.min(...rows.filter(({strength}) => strength > 0).map(({noise}) => noise));
  const points = rows.flatMap((row) => normPoint(row, base));
  return [
    {
      id: 'x4-one-number',
      experiment: 'X4',
      claims: ['X4'],
      slide: 'Boltzmann-Gibbs distribution',
      title: findingTitle(findingOf(verdicts, 'X4'), 'ln(‖H‖ with C raised / n raised)', exchanged),
      caption: `Each point is one training of the 4-layer batch-normalised MLP (${points.length} in all) where it reached the common train loss, against the factor by which its noise nσ² was raised; lines join medians. C is raised by random weights of the examples in each minibatch, n by a smaller batch at the same η. If noise is one number, both lie together. Runs that never reached that loss are left out. The interval in the title is 95%, over seeds, at the factor where they differ most.`,
      alt: `Norm of the Hessian, logarithmic, against the factor of nσ²: ${points.length === 0 ? 'nothing was measured' : points.map((point) => point.tip).join('; ')}.`,
      spec: scatter({
        points,
        groups: seriesGroups(factors),
        x: {title: 'nσ² over that of plain SGD', zero: true},
        y: {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true},
      }),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

function normPoint(
  {seed, strength, noise, ...norm}: Row<typeof tables.ends>,
  base: number,
): ScatterPoint[] {
  if (norm.frobenius === null || !Number.isFinite(base)) return [];
  const factor = (1 + strength ** 2) * (noise / base);
  const group = strength > 0 ? factors[0] : factors[1];
  return [
    {
      group,
      x: factor,
      y: norm.frobenius,
      counted: true,
      tip: tip(`${group} ${formatNumber(factor)} times, seed ${seed}`, ...normFacts(norm)),
    },
  ];
}
