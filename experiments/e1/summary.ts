import {evidence} from '../../src/judging/evidence.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {probesOf} from '../../src/study/observations.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
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
      tables.runs.fill(target),
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
