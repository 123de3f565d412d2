import {expect, test} from 'vitest';
import {randomStream} from '../../../src/compute/random.ts';
import {ExperimentSummary} from '../../../src/paper/results.ts';
import {summarizeE2} from '../../../src/paper/summaries/e2.ts';
import {curvature, estimateOf, observations, row, rowsOf, run, training} from './observe.ts';

/** The norm falls with n where the initialisation is good, rises where it is bad. */
function observe() {
  const stream = randomStream(2, 'e2');
  const cells = (['good', 'bad'] as const).flatMap((init) =>
    [1, 2, 4, 8, 16, 32].flatMap((scale) => [1, 2, 3].map((seed) => ({init, scale, seed}))),
  );
  const found = cells.map(({init, scale, seed}) => {
    const stuck = init === 'bad' && scale === 32;
    const cell = `E2/init=${init},std=0.1,lr=${scale / 1000},batch=100/seed=${seed}`;
    const reached = row(5, {
      train: {loss: 0.5, accuracy: 0.8},
      validation: {loss: 0.6, accuracy: 0.7 + 0.02 * Math.log(scale) + 0.002 * stream.normal()},
    });
    const slope = init === 'good' ? -0.5 : 0.5;
    return {
      run: run(
        cell,
        training(
          {learningRate: scale / 1000, batchSize: 100, snapshotEpochs: [5]},
          {
            outcome: stuck ? 'stuck' : 'reached target',
            target: stuck ? null : {...reached, trainLoss: 0.5},
            history: [row(0, {}), reached],
          },
        ),
      ),
      probe: curvature(cell, 'target', {
        frobenius: Math.exp(slope * Math.log(scale) + 0.1 * stream.normal()),
      }),
    };
  });
  const scan = run(
    'E2/init=scan,std=0.3,lr=0.02,batch=50/seed=1',
    training({learningRate: 0.02, batchSize: 50}, {outcome: 'diverged', history: [row(0, {})]}),
  );
  return observations({
    runs: [...found.map((each) => each.run), scan],
    curvature: found.map((each) => each.probe),
  });
}

const summary = ExperimentSummary.parse(summarizeE2(observe()));

test('good and bad initialisations are judged apart', () => {
  expect(estimateOf(summary, 'E2a', 'rank-correlation').pSupports).toBeLessThan(0.02);
  expect(estimateOf(summary, 'E2b', 'rank-correlation').pSupports).toBeLessThan(0.02);
  expect(estimateOf(summary, 'E2c', 'rank-correlation').pContradicts).toBeLessThan(0.02);
});

test('stuck runs are counted where they belong, and shown', () => {
  const [good, , bad] = summary.evidence;
  expect(good.notes).toEqual([]);
  expect(bad.notes).toEqual([
    '3 of 18 runs did not reach the common train loss (3 stuck) and are not compared.',
  ]);
  expect(rowsOf(summary, 'e2-bad-runs')).toHaveLength(18);
});

test('the scan of bad initialisations is a table of its own', () => {
  expect(rowsOf(summary, 'e2-scan')).toEqual([
    {std: 0.3, seed: 1, outcome: 'diverged', epoch: 0, trainLoss: null, validationAccuracy: null},
  ]);
  expect(summary.irregular.map(({outcome}) => outcome)).toEqual([
    'stuck',
    'stuck',
    'stuck',
    'diverged',
  ]);
});
