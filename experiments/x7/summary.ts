import {z} from 'zod';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {mean, perSeed} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf, type Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {sharpness, type Sharpness} from '../../stages/measure-sharpness/record.ts';
import {convergedValue} from '../shared/hessian.ts';
import {ratesColumns} from '../shared/run-columns.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

type Moment = Row<typeof tables.path>;

const Settings = z.object({share: z.number()});

/** Where ηλ_max stays, by all images at once and by small batches. */
export default ((observations) => {
  const probes = probesOf(observations, sharpness);
  const path = probes.flatMap(momentOf);
  const late = path.filter(({share}) => share > 2 / 3);
  const sizes = path.map(({batchSize}) => batchSize);
  const [full, small] = [Math.max(...sizes), Math.min(...sizes)];
  return {
    evidence: [
      evidence(claims, 'X7', {
        planned: probes,
        estimates: {
          edge: (criterion) =>
            meanEstimate(
              criterion,
              perSeed(late, (own) => lateProduct(own, full) - 2),
              0,
            ),
          below: (criterion) =>
            meanEstimate(
              criterion,
              perSeed(late, (own) => lateProduct(own, small) - lateProduct(own, full)),
              0,
            ),
        },
      }),
    ],
    tables: [tables.path.fill(path)],
  };
}) satisfies Summarize;

/** Mean of ηλ_max over the moments of one batch size; NaN where a moment is missing its value. */
const lateProduct = (moments: readonly Moment[], size: number): number =>
  mean(moments.filter(({batchSize}) => batchSize === size).map(({product}) => product ?? NaN));

function momentOf({at: [{run}], settings, found}: Probe<Sharpness>): Moment[] {
  if (found === undefined || run.found === undefined) return [];
  const lambdaMax = convergedValue(found.lambdaMax);
  const rates = ratesColumns(run, run.found);
  return [
    {
      ...rates,
      share: Settings.parse(settings).share,
      trainLoss: found.loss,
      lambdaMax,
      product: lambdaMax === null ? null : rates.learningRate * lambdaMax,
    },
  ];
}
