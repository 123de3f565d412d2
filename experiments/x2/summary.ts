import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {perSeed} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf} from '../../src/study/observations.ts';
import {noise} from '../../stages/measure-noise/record.ts';
import {measuredNoise} from '../third-factor/noise.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

/** The batch size that is judged [images]. */
const judged = 50;

/** How far minibatch noise is from a Gaussian, at the moment where it is farthest. */
export default ((observations) => {
  const probes = probesOf(observations, noise);
  const rows = measuredNoise(probes).flatMap(({node, seed, snapshot, gaussianity}) =>
    gaussianity.map(({batchSize, distance, nullMean, excessKurtosis}) => ({
      node,
      seed,
      snapshot,
      batchSize,
      distance,
      gaussian: nullMean,
      excessKurtosis,
    })),
  );
  const largest = perSeed(
    rows.filter(({batchSize}) => batchSize === judged),
    (own) => Math.max(...own.map(({distance}) => distance)),
  );
  return {
    evidence: [
      evidence(claims, 'X2', {
        planned: probes,
        estimates: {distance: (criterion) => meanEstimate(criterion, largest, 0)},
      }),
    ],
    tables: [tables.gaussianity.fill(rows)],
  };
}) satisfies Summarize;
