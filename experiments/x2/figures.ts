import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {momentOf, moments} from '../third-factor/noise.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

const gaussian: Readonly<Record<Verdict, string>> = {
  supported: 'Minibatch noise at S = 50 is nearly Gaussian where it is largest',
  contradicted: 'Minibatch noise at S = 50 is not Gaussian where it is largest',
  inconclusive: 'Whether minibatch noise at S = 50 is nearly Gaussian stays open',
  'not run': 'Distance of minibatch noise from a Gaussian, without a verdict',
};

/** What exactly Gaussian noise gives in as many minibatches. */
const exactly = 'exactly Gaussian';

/** How far minibatch noise is from a Gaussian along the directions that carry it. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.gaussianity.read(summary);
  const bounds = claims.flatMap(({criteria}) => criteria.map(({bound}) => bound));
  const below = rows.filter(({distance}) => distance < Math.min(...bounds)).length;
  const nulls = new Map(rows.map((row) => [row.batchSize, row.gaussian]));
  return [
    {
      id: 'x2-gaussianity',
      experiment: 'X2',
      claims: ['X2'],
      slide: 'Discussion',
      title: findingTitle(findingOf(verdicts, 'X2'), 'largest distance at S = 50', gaussian),
      caption:
        'Each point is one seed at one moment of training: by how much, at most, a Gaussian misses the probability of a minibatch gradient up to any size, along the three leading eigenvectors of C (mean over them); lines join medians. Dashed: the bound that is judged at S = 50, at the moment where the distance is largest. The lowest line is what exactly Gaussian noise gives in as many minibatches. Eigenvectors come from one set of images, gradients from another. The interval in the title is 95%, over seeds.',
      alt: `Distance from a Gaussian against the batch size, both logarithmic, at start, middle and end of training. ${below} of ${rows.length} points lie below the bound.`,
      spec: withReference(
        scatter({
          points: [...rows.map(distancePoint), ...[...nulls].map(nullPoint)],
          groups: seriesGroups([...moments, exactly]),
          x: {title: 'batch size S', logarithmic: true},
          y: {title: 'Kolmogorov distance from a Gaussian', logarithmic: true},
        }),
        'y',
        bounds,
      ),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

function distancePoint(row: Row<typeof tables.gaussianity>): ScatterPoint {
  const {seed, snapshot, batchSize, distance} = row;
  const moment = momentOf(snapshot);
  return {
    group: moment,
    x: batchSize,
    y: distance,
    counted: true,
    tip: tip(`${moment}, S = ${batchSize}, seed ${seed}`, `distance ${formatNumber(distance)}`),
  };
}

const nullPoint = ([batchSize, distance]: readonly [number, number]): ScatterPoint => ({
  group: exactly,
  x: batchSize,
  y: distance,
  counted: true,
  tip: tip(`${exactly}, S = ${batchSize}`, `distance ${formatNumber(distance)}`),
});
