import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE7 from '../../experiments/e7/summary.ts';
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

/**
 * Memorization grows with time, the faster the smaller n is; validation accuracy at a level is
 * 0.9 − level/5 + effect·log n, so that large n looks better at equal *time* in any case.
 */
function summarize(effect: number) {
  const stream = randomStream(7, 'e7', effect);
  const runs = [0.25, 0.5].flatMap((labelNoise) =>
    [1, 2, 4, 8, 16, 32].flatMap((scale) =>
      [1, 2, 3].map((seed) => {
        const history = Array.from({length: 21}, (_, epoch) => {
          const memorization = Math.min(1, 0.1 + (epoch / 20) * (1.2 - 0.02 * scale));
          const validation =
            0.9 - memorization / 5 + effect * Math.log(scale) + 0.002 * stream.normal();
          return row(epoch, accuracies({noisy: memorization, clean: 0.9, validation}));
        });
        const plan = {learningRate: scale / 100, batchSize: 50};
        return run(
          {labelNoise, momentum: 0, ...plan},
          seed,
          training({...plan, labelNoise}, {history}),
        );
      }),
    ),
  );
  return summarized('E7', summarizeE7, observations({runs}));
}

test('where n helps at equal memorization, it is found', () => {
  const summary = summarize(0.01);
  expect(estimateOf(summary, 'E7c', 'conditional-correlation').pSupports).toBeLessThan(0.02);
  expect(rowsOf(summary, 'e7-levels').length).toBeGreaterThan(20);
});

test('where n only slows memorization down, nothing is found', () => {
  const {value, pSupports} = estimateOf(summarize(0), 'E7c', 'conditional-correlation');
  expect(Math.abs(value ?? NaN)).toBeLessThan(0.4);
  expect(pSupports).toBeGreaterThan(0.02);
});

test('where n hurts at equal memorization, that is found', () => {
  const estimate = estimateOf(summarize(-0.01), 'E7d', 'conditional-correlation');
  expect(estimate.pContradicts).toBeLessThan(0.02);
});

test('panels without runs have no estimate, and say how many runs there were', () => {
  const summary = summarize(0.01);
  expect(estimateOf(summary, 'E7a', 'conditional-correlation')).toMatchObject({
    value: null,
    units: 0,
  });
  expect(summary.evidence[2].notes).toEqual([
    '18 of 18 runs memorized 20% of the random labels, 15 of them 90%.',
  ]);
});
