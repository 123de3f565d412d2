import {evidence} from '../../src/judging/evidence.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {probesOf, type ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {
  correlationRows,
  noiseOrders,
  pointsAtFixedEpochs,
  pointsAtTarget,
} from '../width-and-n/points.ts';
import {claims} from './claims.ts';
import {E2Settings, type Initialisation} from './settings.ts';
import * as tables from './tables.ts';

/** Width and n, 20-layer MLP without BN, with good and with bad initialisation. */
export default ((observations) => {
  const {runs} = observations;
  const probes = probesOf(observations, curvature);
  const [good, bad] = [initialised(runs, 'good'), initialised(runs, 'bad')];
  const points = {good: pointsAtTarget(good, probes), bad: pointsAtTarget(bad, probes)};
  const fixed = {good: pointsAtFixedEpochs(good, probes), bad: pointsAtFixedEpochs(bad, probes)};
  const compared = (how: 'good' | 'bad') => points[how].filter((point) => point.reachedTarget);
  return {
    evidence: [
      evidence(claims, 'E2a', {
        planned: good,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', points.good)},
        notes: exclusionNotes(good),
      }),
      evidence(claims, 'E2b', {
        planned: good,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'validationAccuracy', points.good)},
        notes: exclusionNotes(good),
      }),
      evidence(claims, 'E2c', {
        planned: bad,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', points.bad)},
        notes: exclusionNotes(bad),
      }),
    ],
    tables: [
      tables.goodRuns.fill(points.good),
      tables.badRuns.fill(points.bad),
      tables.goodFixedEpochs.fill(fixed.good),
      tables.badFixedEpochs.fill(fixed.bad),
      tables.scan.fill(initialised(runs, 'scan').flatMap(scanRow)),
      tables.correlations.fill(
        correlationRows([
          {group: 'good, at the common train loss', points: compared('good')},
          {group: 'good, after equal epochs', points: fixed.good},
          {group: 'bad, at the common train loss', points: compared('bad')},
          {group: 'bad, after equal epochs', points: fixed.bad},
        ]),
      ),
    ],
  };
}) satisfies Summarize;

const initialised = (runs: readonly ObservedRun[], how: Initialisation) =>
  runs.filter(({settings}) => E2Settings.parse(settings).initialisation === how);

/** Which standard deviations of the bad initialisation train at all. */
function scanRow({node, settings, replicate, found}: ObservedRun): Row<typeof tables.scan>[] {
  const {std} = E2Settings.parse(settings);
  if (found === undefined || std === null) return [];
  const {outcome, end} = found.result;
  return [
    {
      node,
      std,
      seed: replicate,
      outcome,
      epoch: end.epoch,
      trainLoss: end.metrics.train?.loss ?? null,
      validationAccuracy: end.metrics.validation?.accuracy ?? null,
    },
  ];
}
