import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import type {Row} from '../../src/tables/declare.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import * as tables from './tables.ts';

const moved: Readonly<Record<Verdict, string>> = {
  supported: 'More gradient variance at fixed η and S ends in a wider minimum',
  contradicted: 'More gradient variance at fixed η and S does not end in a wider minimum',
  inconclusive:
    'Whether more gradient variance at fixed η and S ends in a wider minimum stays open',
  'not run': 'Gradient variance and the norm of the Hessian, without a verdict',
};

/** The endpoints under added variance of the gradients. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.ends.read(summary);
  const points = rows.flatMap(normPoint);
  return [
    {
      id: 'x3-intervention',
      experiment: 'X3',
      claims: ['X3'],
      slide: 'Introduction',
      title: findingTitle(findingOf(verdicts, 'X3'), 'ln(‖H‖ with the most / without)', moved),
      caption: `Each point is one training of the 4-layer batch-normalised MLP (${points.length} in all) where it reached the common train loss; the line joins medians. The weights of the examples in each minibatch are made random, with the standard deviation across: this raises the covariance of the gradients and nothing else. Zero is plain SGD. Runs that never reached that loss are left out. The interval in the title is 95%, over seeds.`,
      alt: `Norm of the Hessian, logarithmic, against the strength of the added variance: ${points.length === 0 ? 'nothing was measured' : points.map((point) => point.tip).join('; ')}.`,
      spec: scatter({
        points,
        groups: seriesGroups(['runs']),
        x: {title: 'standard deviation of the weight of an example', zero: true},
        y: {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true},
      }),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

function normPoint({seed, strength, ...norm}: Row<typeof tables.ends>): ScatterPoint[] {
  if (norm.frobenius === null) return [];
  return [
    {
      group: 'runs',
      x: strength,
      y: norm.frobenius,
      counted: true,
      tip: tip(`strength ${strength}, seed ${seed}`, ...normFacts(norm)),
    },
  ];
}
