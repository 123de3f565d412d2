import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE2 from '../../experiments/e2/summary.ts';
import {
  curvature,
  estimateOf,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

/** The norm falls with n where the initialisation is good, rises where it is bad. */
function observe() {
  const stream = randomStream(2, 'e2');
  const cells = (['good', 'bad'] as const).flatMap((init) =>
    [1, 2, 4, 8, 16, 32].flatMap((scale) => [1, 2, 3].map((seed) => ({init, scale, seed}))),
  );
  const found = cells.map(({init, scale, seed}) => {
    const stuck = init === 'bad' && scale === 32;
    const reached = row(5, {
      train: {loss: 0.5, accuracy: 0.8},
      validation: {loss: 0.6, accuracy: 0.7 + 0.02 * Math.log(scale) + 0.002 * stream.normal()},
    });
    const slope = init === 'good' ? -0.5 : 0.5;
    const each = run(
      {initialisation: init, std: 0.1, scale},
      seed,
      training(
        {learningRate: scale / 1000, batchSize: 100, snapshotEpochs: [5]},
        {
          outcome: stuck ? 'stuck' : 'reached target',
          target: stuck ? null : {...reached, trainLoss: 0.5},
          history: [row(0, {}), reached],
        },
      ),
    );
    const frobenius = Math.exp(slope * Math.log(scale) + 0.1 * stream.normal());
    return {run: each, probe: probe('curvature', each, 'target', curvature({frobenius}))};
  });
  const scan = run(
    {initialisation: 'scan', std: 0.3},
    1,
    training({learningRate: 0.02, batchSize: 50}, {outcome: 'diverged', history: [row(0, {})]}),
  );
  return observations({
    runs: [...found.map((each) => each.run), scan],
    probes: found.map((each) => each.probe),
  });
}

const summary = summarized('E2', summarizeE2, observe());

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
    {
      node: summary.irregular.at(-1)?.node,
      std: 0.3,
      seed: 1,
      outcome: 'diverged',
      epoch: 0,
      trainLoss: null,
      validationAccuracy: null,
    },
  ]);
  expect(summary.irregular.map(({outcome}) => outcome)).toEqual([
    'stuck',
    'stuck',
    'stuck',
    'diverged',
  ]);
});
