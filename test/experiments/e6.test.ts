import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE6 from '../../experiments/e6/summary.ts';
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

const arms = {
  'cyclic-learning-rate': 0,
  'cyclic-batch-size': 0,
  'constant-small': 0,
  'constant-large': 0.2,
  'rescaled-by-root': 0.1,
};

/** Learning curves that rise to 0.8; an arm that is `late` lags by so much in the middle. */
function observe(diverged?: string, lags: Readonly<Record<string, number>> = arms) {
  const stream = randomStream(6, 'e6');
  const runs = Object.entries(lags).flatMap(([arm, late]) =>
    [1, 2, 3, 4, 5].map((seed) =>
      run(
        {arm},
        seed,
        training(
          {learningRate: 0.1, batchSize: 50, limits: {epochs: 4}},
          {
            outcome: arm === diverged ? 'diverged' : 'completed',
            history: [0, 1, 2, 3, 4].map((epoch) => {
              const lag = epoch === 2 ? late : 0;
              const accuracy = 0.2 * epoch - lag + 0.005 * stream.normal();
              return row(
                epoch,
                arm === diverged && epoch > 2 ? {} : accuracies({train: accuracy, test: accuracy}),
              );
            }),
          },
        ),
      ),
    ),
  );
  return observations({runs});
}

const summary = summarized('E6', summarizeE6, observe());

test('curves that coincide are found to, train and test and at the end', () => {
  for (const criterion of ['test-curve', 'train-curve', 'end'])
    expect(estimateOf(summary, 'E6a', criterion).pSupports).toBeLessThan(0.01);
});

test('curves that end together but part on the way are not the same', () => {
  expect(estimateOf(summary, 'E6b', 'test-curve').pContradicts).toBeLessThan(0.01);
  expect(estimateOf(summary, 'E6b', 'test-curve').value).toBeCloseTo(0.2, 1);
  expect(estimateOf(summary, 'E6b', 'end').pSupports).toBeLessThan(0.01);
});

/** A cyclic pair at 40 epochs, apart by so much at one of them only; its ηt runs five times as fast at first. */
function apartAt(epoch: number, by: number) {
  const runs = ['cyclic-learning-rate', 'cyclic-batch-size'].flatMap((arm) =>
    [1, 2, 3, 4].map((seed) => {
      const history = Array.from({length: 41}, (_, now) => {
        const off = arm === 'cyclic-batch-size' && now === epoch ? by : 0;
        const accuracy = 0.5 + off + 0.001 * seed;
        const rateTime = Math.min(5 * now, 80 + now);
        return {...row(now, accuracies({train: accuracy, test: accuracy})), rateTime};
      });
      const plan = {learningRate: 0.1, batchSize: 50, limits: {epochs: 40}};
      return run({arm}, seed, training(plan, {history}));
    }),
  );
  return estimateOf(summarized('E6', summarizeE6, observations({runs})), 'E6a', 'test-curve');
}

test('only the first twentieth of ηt is left out, which cycles pass in less than that of the epochs', () => {
  // ηt goes to 120: its first twentieth, 6, ends between epochs 1 and 2; that of the epochs with epoch 2.
  expect(apartAt(1, 0.2).pSupports).toBeLessThan(0.001);
  expect(apartAt(2, 0.2).pContradicts).toBeLessThan(0.001);
});

test('a control that does not fit worse contradicts, one that does supports', () => {
  expect(estimateOf(summary, 'E6b', 'control').value).toBeCloseTo((0.1 - 0.2) / 4, 1);
  expect(estimateOf(summary, 'E6b', 'control').pContradicts).toBeLessThan(0.01);
  const worse = summarized('E6', summarizeE6, observe(undefined, {...arms, 'constant-large': 0}));
  expect(estimateOf(worse, 'E6b', 'control').pSupports).toBeLessThan(0.01);
});

test('the control lies further apart than the pair of equal n', () => {
  const distances = rowsOf(summary, 'e6-fit').filter(({set}) => set === 'test');
  const largest = (pair: string) =>
    Math.max(
      ...distances
        .filter((each) => each['pair'] === pair)
        .map((each) => Number(each['largestDistance'])),
    );
  expect(largest('control')).toBeGreaterThan(2 * largest('cyclic'));
  expect(summary.evidence[0].cells).toEqual({finished: 10, planned: 10});
});

test('a diverged arm goes on guessing', () => {
  const broken = summarized('E6', summarizeE6, observe('cyclic-batch-size'));
  expect(estimateOf(broken, 'E6a', 'test-curve').value).toBeCloseTo(0.7, 1);
  expect(estimateOf(broken, 'E6a', 'end').pContradicts).toBeLessThan(0.001);
});
