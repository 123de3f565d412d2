import {e1Claims} from '../claims/e1.ts';
import type {ExperimentSummary} from '../results.ts';
import {evidence} from './evidence.ts';
import {exclusionNotes, irregularOf} from './irregular.ts';
import type {Observations} from './observations.ts';
import {estimatorTable, spectrumTables} from './spectra.ts';
import {
  beyondNotes,
  correlationsTable,
  noiseOrders,
  pointsAtFixedEpochs,
  pointsAtTarget,
  pointsTable,
} from './width-and-n.ts';

/** Width and n, 4-layer BN MLP. */
export function summarizeE1(observations: Observations): ExperimentSummary {
  const {runs, curvature} = observations;
  const target = pointsAtTarget(runs, curvature);
  const fixed = pointsAtFixedEpochs(runs, curvature);
  const notes = exclusionNotes(runs);
  return {
    experiment: 'E1',
    evidence: [
      evidence(e1Claims, 'E1a', {
        planned: runs,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', target)},
        notes: [...notes, ...beyondNotes('frobenius', target)],
      }),
      evidence(e1Claims, 'E1b', {
        planned: runs,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'validationAccuracy', target)},
        notes: [...notes, ...beyondNotes('validationAccuracy', target)],
      }),
    ],
    tables: [
      pointsTable('e1-runs', target),
      pointsTable('e1-fixed-epochs', fixed),
      correlationsTable('e1-correlations', [
        {group: 'at the common train loss', points: target.filter((point) => point.reachedTarget)},
        {group: 'all runs, at their end', points: target},
        {group: 'after equal epochs', points: fixed},
      ]),
      estimatorTable('e1-estimators', observations),
      ...spectrumTables({ends: 'e1-spectra', density: 'e1-density'}, observations),
    ],
    irregular: irregularOf(observations),
  };
}
