import type {Curvature} from '../../src/curvature/record.ts';
import {correlationEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {seedsOf} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {foundAt, probesOf, type ObservedRun, type Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {noise} from '../../stages/measure-noise/record.ts';
import {hessianColumns} from '../shared/hessian.ts';
import {logRatio} from '../shared/lines.ts';
import {claims} from './claims.ts';
import {
  gaussianDecay,
  gaussianityRows,
  largestIsotropy,
  measuredNoise,
  noiseRow,
} from './gradient-noise.ts';
import {XSettings} from './settings.ts';
import * as tables from './tables.ts';

type End = Row<typeof tables.ends>;

/** The third factor: the covariance of the gradients, measured (X1, X2) and moved (X3). */
export default ((observations) => {
  const {runs} = observations;
  const probes = probesOf(observations, noise);
  const measured = measuredNoise(probes);
  const decay = gaussianDecay(measured);
  const ends = endsOf(runs, probesOf(observations, curvature));
  return {
    evidence: [
      evidence(claims, 'X1', {
        planned: probes,
        estimates: {isotropy: (c) => meanEstimate(c, largestIsotropy(measured), 0)},
      }),
      evidence(claims, 'X2', {
        planned: probes,
        estimates: {decay: (c) => correlationEstimate(c, decay.rho, decay.sizes)},
      }),
      evidence(claims, 'X3', {
        planned: runs,
        estimates: {'norm-ratio': (c) => meanEstimate(c, normRatios(ends), 0)},
        notes: exclusionNotes(runs),
      }),
    ],
    tables: [
      tables.noise.fill(measured.map(noiseRow)),
      tables.gaussianity.fill(measured.flatMap(gaussianityRows)),
      tables.ends.fill(ends),
    ],
  };
}) satisfies Summarize;

/** The endpoints at the common train loss; runs that missed it have none. */
const endsOf = (runs: readonly ObservedRun[], probes: readonly Probe<Curvature>[]): End[] =>
  runs.flatMap((run) => {
    const target = run.found?.result.target ?? null;
    if (target === null) return [];
    return [
      {
        node: run.node,
        seed: run.replicate,
        strength: XSettings.parse(run.settings).strength,
        ...hessianColumns(foundAt(probes, run, 'target')),
        validationAccuracy: target.metrics.validation?.accuracy ?? null,
      },
    ];
  });

/** ln(norm with the most added variance / norm without), one a seed. */
function normRatios(ends: readonly End[]): number[] {
  const strongest = Math.max(...ends.map(({strength}) => strength));
  return seedsOf(ends).flatMap((seed) => {
    const at = (strength: number) =>
      ends.find((end) => end.seed === seed && end.strength === strength)?.frobenius ?? null;
    const ratio = strongest > 0 ? logRatio(at(strongest), at(0)) : null;
    return ratio === null ? [] : [ratio];
  });
}
