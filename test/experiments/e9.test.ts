import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import e9 from '../../experiments/e9/design.ts';
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

const betas = [1, 3, 6, 10, 15];
const ends = [1, 15];

/** Runs of one curve over β, four seeds, with a spread of half a point. */
function curve(trainSize: number, truth: readonly number[], variant = {}, at = betas) {
  const stream = randomStream(9, `e9 ${trainSize} ${JSON.stringify(variant)}`);
  return at.flatMap((beta, index) =>
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
  );
}

/** The talk's picture: flat, then a drop, with twice the time too, earlier for the smaller set. */
const talk = {
  large: [0.6, 0.6, 0.55, 0.5, 0.3],
  small: [0.4, 0.35, 0.25, 0.15, 0.1],
  twice: [0.62, 0.4],
};

function summarize(given: Partial<typeof talk> = {}) {
  const {large, small, twice} = {...talk, ...given};
  const runs = [
    ...curve(4000, large),
    ...curve(1000, small),
    ...curve(4000, twice, {control: 'twice'}, ends),
  ];
  return summarized('E9', summarizeE9, observations({runs}));
}

test('flat and then a drop, with twice the time too, and less is kept of the smaller set', () => {
  const summary = summarize();
  const {value} = estimateOf(summary, 'E9a', 'drop');
  expect(value).toBeCloseTo(0.6, 1);
  for (const criterion of ['drop', 'flat', 'drop-twice']) {
    expect(estimateOf(summary, 'E9a', criterion).pSupports, criterion).toBeLessThan(0.001);
  }
  // Kept: (1 + .9 + .8 + .4)/4 of the large one, (.83 + .5 + .17 + 0)/4 of the small one.
  expect(estimateOf(summary, 'E9b', 'kept').value).toBeCloseTo(0.4, 1);
  expect(estimateOf(summary, 'E9b', 'kept').pSupports).toBeLessThan(0.001);
});

test('a loss at β = 3 already is not flat', () => {
  const summary = summarize({large: [0.6, 0.5, 0.5, 0.5, 0.3]});
  expect(estimateOf(summary, 'E9a', 'flat').pContradicts).toBeLessThan(0.01);
});

test('a drop of less than a tenth of the height is none', () => {
  const summary = summarize({large: [0.6, 0.6, 0.6, 0.6, 0.58]});
  expect(estimateOf(summary, 'E9a', 'drop').pContradicts).toBeLessThan(0.01);
});

test('a drop that twice the time mends was a lack of steps', () => {
  const summary = summarize({twice: [0.62, 0.61]});
  expect(estimateOf(summary, 'E9a', 'drop').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E9a', 'drop-twice').pContradicts).toBeLessThan(0.01);
});

test('a smaller set that keeps as large a share does not break down earlier', () => {
  const summary = summarize({small: [0.35, 0.35, 0.325, 0.3, 0.2]});
  expect(estimateOf(summary, 'E9b', 'kept').pContradicts).toBeLessThan(0.05);
});

test('the onset of every curve, also where it lies beyond the grid', () => {
  const onsets = rowsOf(summarize({large: betas.map(() => 0.6)}), 'e9-onsets');
  expect(onsets).toHaveLength(8);
  expect(onsets[0]).toMatchObject({trainSize: 4000, onset: 15, reached: false});
  expect(onsets[4]).toMatchObject({trainSize: 1000, reached: true});
});

test('diverged runs count with what they had reached', () => {
  const summary = summarize({small: [0.4, 0.35, 0.25, 0.1, 0.1]});
  expect(summary.evidence[1].notes[0]).toMatch(/^8 of 40 runs diverged/);
  expect(summary.evidence.map(({cells}) => cells.planned)).toEqual([28, 40]);
});

test('half the noise is shown with its onsets, not judged', () => {
  const runs = curve(4000, talk.large, {noiseScale: 0.5});
  const summary = summarized('E9', summarizeE9, observations({runs}));
  expect(estimateOf(summary, 'E9a', 'drop').value).toBeNull();
  expect(estimateOf(summary, 'E9b', 'kept').value).toBeNull();
  expect(rowsOf(summary, 'e9-onsets')).toHaveLength(4);
});

test.each(['quick', 'standard'] as const)(
  'all runs of %s have one ηt, the control two',
  (profile) => {
    const times = e9.design(profile).runs.map(({plan, settings}) => {
      const {learningRate, batchSize, trainSize, limits} = plan;
      const time = ((limits.epochs ?? NaN) * trainSize * learningRate) / batchSize;
      return settings['control'] === 'twice' ? time / 2 : time;
    });
    for (const time of times) expect(time).toBeCloseTo(times[0]);
  },
);
