import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE9 from '../../experiments/e9/summary.ts';
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

const betas = [1, 3, 5, 7, 9, 11];

function summarize(large: readonly number[], small: readonly number[], variant = {}) {
  const stream = randomStream(9, 'e9');
  const runs = [
    {trainSize: 4000, truth: large},
    {trainSize: 1000, truth: small},
  ].flatMap(({trainSize, truth}) =>
    betas.flatMap((beta, index) =>
      [1, 2, 3, 4].map((seed) => {
        const best = truth[index] + 0.005 * stream.normal();
        return run(
          {trainSize, noiseScale: 1, beta, control: null, ...variant},
          seed,
          training(
            {learningRate: 0.1 * beta, batchSize: 50 * beta, trainSize},
            {
              outcome: best < 0.15 ? 'diverged' : 'completed',
              history: [
                row(0, accuracies({validation: 0.1})),
                row(5, accuracies({validation: best})),
                row(10, accuracies({validation: best - 0.05})),
              ],
            },
          ),
        );
      }),
    ),
  );
  return summarized('E9', summarizeE9, observations({runs}));
}

const late = [0.6, 0.6, 0.6, 0.6, 0.35, 0.1];
const early = [0.5, 0.5, 0.35, 0.2, 0.1, 0.1];

test('flat and then a drop, earlier for the smaller set', () => {
  const summary = summarize(late, early);
  expect(estimateOf(summary, 'E9a', 'drop').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E9a', 'bend').pSupports).toBeLessThan(0.05);
  expect(estimateOf(summary, 'E9b', 'onset').value).toBeGreaterThan(3);
  expect(estimateOf(summary, 'E9b', 'onset').pSupports).toBeLessThan(0.01);
  expect(rowsOf(summary, 'e9-onsets')).toHaveLength(8);
});

test('a straight decline is no breakdown', () => {
  const line = betas.map((beta) => 0.62 - 0.03 * beta);
  expect(estimateOf(summarize(line, early), 'E9a', 'bend').pContradicts).toBeLessThan(0.05);
});

test('no drop at all speaks against a breakdown', () => {
  const flat = betas.map(() => 0.6);
  expect(estimateOf(summarize(flat, flat), 'E9a', 'drop').pContradicts).toBeLessThan(0.05);
});

test('onsets on the same place of the grid are not infinitely precise', () => {
  expect(estimateOf(summarize(late, late), 'E9b', 'onset').pSupports).toBeGreaterThan(0.05);
});

test('diverged runs count with what they had reached', () => {
  const summary = summarize(late, early);
  expect(summary.evidence[0].notes[0]).toMatch(/^1[0-9] of 48 runs diverged/);
  expect(summary.evidence[0].cells).toEqual({finished: 24, planned: 24});
  expect(summary.evidence[1].cells).toEqual({finished: 48, planned: 48});
});

test.each([{noiseScale: 0.5}, {control: 'steps'}])(
  'the variant %o is shown with its onsets, not judged',
  (variant) => {
    const summary = summarize(late, early, variant);
    for (const criterion of ['drop', 'bend']) {
      expect(estimateOf(summary, 'E9a', criterion).value).toBeNull();
    }
    expect(estimateOf(summary, 'E9b', 'onset').value).toBeNull();
    expect(summary.evidence.map(({cells}) => cells.planned)).toEqual([0, 0]);
    expect(rowsOf(summary, 'e9-onsets')).toHaveLength(8);
    expect(rowsOf(summary, 'e9-onsets')[0]).toMatchObject(variant);
  },
);
