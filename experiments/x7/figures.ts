import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {distinct} from '../../src/stats/by-seed.ts';
import * as tables from './tables.ts';

const edge: Readonly<Record<Verdict, string>> = {
  supported: 'Full-batch descent trains at the edge of stability, small batches below it',
  contradicted: 'The edge of stability does not part full from small batches as it should',
  inconclusive: 'Whether full-batch descent trains at the edge of stability stays open',
  'not run': 'ηλₘₐₓ along training, without a verdict',
};

/** ηλₘₐₓ along training. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.path.read(summary);
  const points = rows.flatMap(momentPoint);
  const missing = rows.length - points.length;
  const groups = distinct(rows.map(({batchSize}) => batchSize)).map(groupOf);
  return [
    {
      id: 'x7-edge',
      experiment: 'X7',
      claims: ['X7'],
      slide: 'Discussion',
      title: findingTitle(findingOf(verdicts, 'X7'), 'ηλₘₐₓ − 2', edge),
      caption: `λₘₐₓ times η of the loss over all training images, batch norm in training mode with their statistics, after equal shares of equally many steps of the 4-layer batch-normalised MLP; lines join medians over seeds. Dashed: 2, above which a step of full-batch descent overshoots along the leading eigenvector, and the band of 1.6 to 2.4 that is judged over the last third (Cohen et al. 2021).${missing === 0 ? '' : ` ${missing} values that did not converge are left out.`} The interval in the title is 95%, over seeds, of the criterion that decides.`,
      alt: `ηλₘₐₓ against the share of training: ${points.length === 0 ? 'nothing was measured' : points.map((point) => point.tip).join('; ')}.`,
      spec: withReference(
        scatter({
          points,
          groups: seriesGroups(groups),
          x: {title: 'share of all steps', zero: true},
          y: {title: 'ηλₘₐₓ', zero: true},
        }),
        'y',
        [1.6, 2, 2.4],
      ),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

const groupOf = (batchSize: number): string => `S = ${batchSize}`;

function momentPoint({batchSize, seed, share, product}: Row<typeof tables.path>): ScatterPoint[] {
  if (product === null) return [];
  const group = groupOf(batchSize);
  return [
    {
      group,
      x: share,
      y: product,
      counted: true,
      tip: tip(
        `${group}, ${formatNumber(100 * share, 2)}% of the steps, seed ${seed}`,
        `ηλₘₐₓ = ${formatNumber(product)}`,
      ),
    },
  ];
}
