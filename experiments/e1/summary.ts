import type {Curvature} from '../../src/curvature/record.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {foundAt, probesOf, type ObservedRun, type Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {convergedValue} from '../shared/hessian.ts';
import {
  beyondNotes,
  correlationRows,
  noiseOrders,
  pointsAtFixedEpochs,
  pointsAtTarget,
} from '../width-and-n/points.ts';
import {claims} from './claims.ts';
import {estimatorRows, spectrumRows} from './spectra.ts';
import * as tables from './tables.ts';

/** Width and n, 4-layer BN MLP. */
export default ((observations) => {
  const {runs} = observations;
  const probes = probesOf(observations, curvature);
  const target = pointsAtTarget(runs, probes);
  const fixed = pointsAtFixedEpochs(runs, probes);
  const spectra = spectrumRows(probes);
  const notes = exclusionNotes(runs);
  return {
    evidence: [
      evidence(claims, 'E1a', {
        planned: runs,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', target)},
        notes: [...notes, ...beyondNotes('frobenius', target)],
      }),
      evidence(claims, 'E1b', {
        planned: runs,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'validationAccuracy', target)},
        notes: [...notes, ...beyondNotes('validationAccuracy', target)],
      }),
    ],
    tables: [
      tables.runs.fill(runs.flatMap((run) => endRows(run, probes))),
      tables.fixedEpochs.fill(fixed),
      tables.correlations.fill(
        correlationRows([
          {
            group: 'at the common train loss',
            points: target.filter((point) => point.reachedTarget),
          },
          {group: 'all runs, at their end', points: target},
          {group: 'after equal epochs', points: fixed},
        ]),
      ),
      tables.estimators.fill(estimatorRows(probes)),
      tables.spectra.fill(spectra.ends),
      tables.density.fill(spectra.density),
    ],
  };
}) satisfies Summarize;

/** One run at the common train loss, with what only E1 measures there. */
function endRows(run: ObservedRun, probes: readonly Probe<Curvature>[]): Row<typeof tables.runs>[] {
  const found = foundAt(probes, run, 'target');
  const training = convergedValue(found?.training?.lambdaMax);
  const norm = found?.rescaled.frobenius ?? null;
  return pointsAtTarget([run], probes).map((point) => ({
    ...point,
    trainingLambdaMax: training,
    trainingProduct: training === null ? null : point.learningRate * training,
    rescaledFrobenius: norm?.value ?? null,
    rescaledFrobeniusError: norm?.standardError ?? null,
  }));
}
