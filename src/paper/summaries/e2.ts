import {e2Claims} from '../claims/e2.ts';
import type {ExperimentSummary, Table} from '../results.ts';
import {tidyTable} from '../table.ts';
import {readCell} from './cell.ts';
import {evidence} from './evidence.ts';
import {exclusionNotes, irregularOf} from './irregular.ts';
import type {ObservedRun, Observations} from './observations.ts';
import {
  correlationsTable,
  noiseOrders,
  pointsAtFixedEpochs,
  pointsAtTarget,
  pointsTable,
} from './width-and-n.ts';

const initialised = (runs: readonly ObservedRun[], how: 'good' | 'bad' | 'scan') =>
  runs.filter(({cell}) => readCell(cell).settings['init'] === how);

/** Width and n, 20-layer MLP without BN, with good and with bad initialisation. */
export function summarizeE2(observations: Observations): ExperimentSummary {
  const {runs, curvature} = observations;
  const [good, bad] = [initialised(runs, 'good'), initialised(runs, 'bad')];
  const points = {good: pointsAtTarget(good, curvature), bad: pointsAtTarget(bad, curvature)};
  const fixed = {
    good: pointsAtFixedEpochs(good, curvature),
    bad: pointsAtFixedEpochs(bad, curvature),
  };
  const compared = (how: 'good' | 'bad') => points[how].filter((point) => point.reachedTarget);
  return {
    experiment: 'E2',
    evidence: [
      evidence(e2Claims, 'E2a', {
        planned: good,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', points.good)},
        notes: exclusionNotes(good),
      }),
      evidence(e2Claims, 'E2b', {
        planned: good,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'validationAccuracy', points.good)},
        notes: exclusionNotes(good),
      }),
      evidence(e2Claims, 'E2c', {
        planned: bad,
        estimates: {'rank-correlation': (c) => noiseOrders(c, 'frobenius', points.bad)},
        notes: exclusionNotes(bad),
      }),
    ],
    tables: [
      pointsTable('e2-good-runs', points.good),
      pointsTable('e2-bad-runs', points.bad),
      pointsTable('e2-good-fixed-epochs', fixed.good),
      pointsTable('e2-bad-fixed-epochs', fixed.bad),
      scanTable(initialised(runs, 'scan')),
      correlationsTable('e2-correlations', [
        {group: 'good, at the common train loss', points: compared('good')},
        {group: 'good, after equal epochs', points: fixed.good},
        {group: 'bad, at the common train loss', points: compared('bad')},
        {group: 'bad, after equal epochs', points: fixed.bad},
      ]),
    ],
    irregular: irregularOf(observations),
  };
}

/** Which standard deviations of the bad initialisation train at all. */
function scanTable(runs: readonly ObservedRun[]): Table {
  const rows = runs.flatMap(({cell, found}) => {
    if (found === undefined) return [];
    const {settings, seed} = readCell(cell);
    const {outcome, end} = found.result;
    return [
      {
        std: Number(settings['std']),
        seed,
        outcome,
        epoch: end.epoch,
        trainLoss: end.metrics.train?.loss ?? null,
        validationAccuracy: end.metrics.validation?.accuracy ?? null,
      },
    ];
  });
  return tidyTable(
    'e2-scan',
    {
      std: ['', 'standard deviation of the Gaussian that draws the weights; He’s is 0.2'],
      seed: ['', 'replicate'],
      outcome: ['', 'how the run ended'],
      epoch: ['epochs', 'when it ended'],
      trainLoss: ['nat', 'train loss then'],
      validationAccuracy: ['', 'accuracy on the validation images then'],
    },
    rows,
  );
}
