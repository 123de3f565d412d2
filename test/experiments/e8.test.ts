import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE8 from '../../experiments/e8/summary.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import {
  accuracies,
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

const schedules = {
  'cyclic-learning-rate': {kind: 'discrete-learning-rate', cycleEpochs: 4, ratio: 5},
  'cyclic-batch-size': {kind: 'discrete-batch-size', cycleEpochs: 4, ratio: 5},
  'triangle-learning-rate': {kind: 'triangle-learning-rate', cycleEpochs: 4, ratio: 5},
  'constant-small': {kind: 'constant'},
  'constant-small-longer': {kind: 'constant'},
} as const;

/**
 * Cyclic runs: norm 20 and loss 0.3 at the end of the loud half, norm 40·wider and loss 0.1 at the end
 * of the quiet half. The baseline passes loss 0.1 with norm 40 and ends at loss 0.05 with norm 60.
 */
function summarize({
  wider = 1,
  baselineProbes = [5, 6, 7, 8],
  carriedOnProbes = new Array<number>(),
} = {}) {
  const stream = randomStream(8, 'e8');
  const close = (value: number) => value * Math.exp(0.03 * stream.normal());
  const arms = Object.entries(schedules).filter(
    ([arm]) => arm !== 'constant-small-longer' || carriedOnProbes.length > 0,
  );
  const baselines = {'constant-small': baselineProbes, 'constant-small-longer': carriedOnProbes};
  const probesOf = (arm: string) => Object.entries(baselines).find(([name]) => name === arm)?.[1];
  const runs = arms.flatMap(([arm, schedule]) =>
    [1, 2, 3, 4].map((seed) => {
      const test = close(arm.startsWith('constant-small') ? 0.7 : 0.9);
      const plan = {learningRate: 0.1, batchSize: 50, schedule};
      return run({arm}, seed, training(plan, {history: [row(8, accuracies({test}))]}));
    }),
  );
  const at = (each: ObservedRun, epoch: number, found: Parameters<typeof curvature>[0]) =>
    probe('curvature', each, `epoch-${epoch}`, curvature(found), {settings: {epoch}});
  const probes = runs.flatMap(
    (each) =>
      probesOf(String(each.settings['arm']))?.map((epoch) =>
        at(each, epoch, {
          frobenius: close(40 * 1.5 ** (epoch - 7)),
          loss: 0.1 * 2 ** (7 - epoch),
        }),
      ) ??
      [5, 6, 7, 8].map((epoch) =>
        at(each, epoch, {
          frobenius: close(epoch > 6 ? 40 * wider : 20),
          loss: epoch === 6 ? 0.3 : epoch === 8 ? 0.1 : 0.2,
        }),
      ),
  );
  return summarized('E8', summarizeE8, observations({runs, probes}));
}

test('norm and loss in antiphase, and the swing between the halves, are found', () => {
  const summary = summarize();
  expect(estimateOf(summary, 'E8a', 'antiphase').pSupports).toBeLessThan(0.05);
  expect(estimateOf(summary, 'E8a', 'swing').value).toBeCloseTo(Math.log(2), 1);
  expect(estimateOf(summary, 'E8a', 'swing').pSupports).toBeLessThan(0.001);
});

test('a smaller norm at the end is not a smaller norm at equal loss', () => {
  const summary = summarize({wider: 1.3});
  expect(estimateOf(summary, 'E8b', 'end').value).toBeCloseTo(Math.log((40 * 1.3) / 60), 1);
  expect(estimateOf(summary, 'E8b', 'end').pSupports).toBeLessThan(0.05);
  expect(estimateOf(summary, 'E8b', 'matched-loss').value).toBeCloseTo(Math.log(1.3), 1);
  expect(estimateOf(summary, 'E8b', 'matched-loss').pContradicts).toBeLessThan(0.05);
});

test('a baseline that never passes the loss of the cycles has no matched norm', () => {
  const summary = summarize({baselineProbes: [8]});
  expect(estimateOf(summary, 'E8b', 'matched-loss')).toMatchObject({value: null, units: 0});
  expect(summary.evidence[1].notes).toEqual(['0 of 4 seeds can be compared at equal train loss.']);
});

test('the baseline carried on is asked for its norm at equal loss, and for nothing else', () => {
  const short = summarize({baselineProbes: [6]});
  const carried = summarize({baselineProbes: [6], carriedOnProbes: [6, 7, 8]});
  expect(estimateOf(short, 'E8b', 'matched-loss').units).toBe(0);
  expect(estimateOf(carried, 'E8b', 'matched-loss').value).toBeCloseTo(0, 1);
  for (const [claim, criterion] of [
    ['E8a', 'swing'],
    ['E8b', 'end'],
    ['E8c', 'test-accuracy'],
  ] as const) {
    const before = estimateOf(short, claim, criterion);
    expect(before.units).toBe(4);
    expect(estimateOf(carried, claim, criterion).value).toBeCloseTo(before.value ?? NaN, 1);
  }
});

test('the table of the slide, and the cycles', () => {
  const summary = summarize();
  expect(estimateOf(summary, 'E8c', 'test-accuracy').pSupports).toBeLessThan(0.01);
  expect(rowsOf(summary, 'e8-schedules')).toHaveLength(16);
  expect(
    rowsOf(summary, 'e8-cycle')
      .slice(0, 4)
      .map(({phase}) => phase),
  ).toEqual([0.25, 0.5, 0.75, 1]);
});
