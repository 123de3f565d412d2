import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {perSeed} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {noise} from '../../stages/measure-noise/record.ts';
import {convergedValue} from '../shared/hessian.ts';
import {measuredNoise, type Measured} from '../third-factor/noise.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

/** How isotropic the covariance of the gradients is, at its most isotropic moment. */
export default ((observations) => {
  const probes = probesOf(observations, noise);
  const measured = measuredNoise(probes);
  const largest = perSeed(measured, (own) =>
    Math.log10(Math.max(...own.map(({isotropy}) => isotropy))),
  );
  return {
    evidence: [
      evidence(claims, 'X1', {
        planned: probes,
        estimates: {isotropy: (criterion) => meanEstimate(criterion, largest, 0)},
      }),
    ],
    tables: [tables.noise.fill(measured.map(noiseRow))],
  };
}) satisfies Summarize;

const noiseRow = ({node, seed, snapshot, ...found}: Measured): Row<typeof tables.noise> => ({
  node,
  seed,
  snapshot,
  trace: found.invariants.trace.value,
  traceError: found.invariants.trace.standardError,
  isotropy: found.isotropy,
  alignment: found.alignment.value,
  alignmentError: found.alignment.standardError,
  largest: convergedValue(found.largest[0]),
});
