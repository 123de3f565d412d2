import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE3 from '../../experiments/e3/summary.ts';
import {
  accuracies,
  estimateOf,
  observations,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const rates = [0.001, 0.01, 0.1, 0.5, 2];

function summarize(truth: readonly number[], diverging: boolean) {
  const stream = randomStream(3, 'e3');
  const runs = rates.flatMap((learningRate, index) =>
    [1, 2, 3, 4].map((seed) => {
      const diverged = diverging && index === rates.length - 1;
      const accuracy = truth[index] + 0.01 * stream.normal();
      return run(
        {learningRate, batchSize: 128},
        seed,
        training(
          {learningRate, batchSize: 128, limits: {epochs: index === 1 ? 20 : 10}},
          {
            outcome: diverged ? 'diverged' : 'completed',
            history: diverged
              ? [row(0, accuracies({validation: 0.1}))]
              : [
                  row(0, accuracies({validation: 0.1})),
                  row(10.002, accuracies({validation: accuracy, train: accuracy})),
                  // A cell that E4 joins goes on, and is read no later than the others.
                  ...(index === 1 ? [row(20, accuracies({validation: 0.99}))] : []),
                ],
          },
        ),
      );
    }),
  );
  return summarized('E3', summarizeE3, observations({runs}));
}

test('a fall towards the highest learning rate is found, and a rise from the lowest', () => {
  const summary = summarize([0.3, 0.5, 0.55, 0.6, 0.3], false);
  expect(estimateOf(summary, 'E3', 'rise')).toMatchObject({units: 4});
  expect(estimateOf(summary, 'E3', 'rise').pSupports).toBeLessThan(0.01);
  expect(estimateOf(summary, 'E3', 'fall').value).toBeCloseTo(0.3, 1);
  expect(estimateOf(summary, 'E3', 'fall').pSupports).toBeLessThan(0.01);
});

test('accuracy that only rises does not fall', () => {
  const summary = summarize([0.2, 0.3, 0.4, 0.5, 0.6], false);
  expect(estimateOf(summary, 'E3', 'fall').pContradicts).toBeLessThan(0.01);
});

test('a diverged run is told, and is no fall', () => {
  const summary = summarize([0.2, 0.3, 0.4, 0.5, 0.6], true);
  expect(estimateOf(summary, 'E3', 'fall')).toMatchObject({value: null, pSupports: null});
  expect(rowsOf(summary, 'e3-runs').at(-1)).toMatchObject({
    outcome: 'diverged',
    validationAccuracy: 0.1,
    trainLoss: null,
  });
  expect(summary.evidence[0].notes).toEqual([
    'No learning rate above the peak stayed finite in every seed.',
    '4 of 20 runs diverged and are not compared.',
  ]);
  expect(summary.irregular).toHaveLength(4);
});

test('accuracy is the mean over the last quarter of the epochs', () => {
  const history = [0, 5, 8, 10, 12].map((epoch, index) =>
    row(epoch, accuracies({validation: [0.1, 0.2, 0.5, 0.7, 0.9][index]})),
  );
  const done = training({learningRate: 0.5, batchSize: 128, limits: {epochs: 10}}, {history});
  const runs = [run({learningRate: 0.5, batchSize: 128}, 1, done)];
  const summary = summarized('E3', summarizeE3, observations({runs}));
  expect(rowsOf(summary, 'e3-runs')[0]?.['validationAccuracy']).toBeCloseTo(0.6, 12);
});
