import {describe, expect, test} from 'vitest';
import {sizes as e6Sizes} from '../../experiments/e6/sizes.ts';
import e8 from '../../experiments/e8/design.ts';
import {profiles} from '../../experiments/profiles.ts';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE8 from '../../experiments/e8/summary.ts';
import {planned} from '../../stages/summarize/about.ts';
import type {Run} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
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
  'constant-loud': {kind: 'constant'},
  'constant-loud-longer': {kind: 'constant'},
} as const;

const seeds = [1, 2, 3, 4];

/** What is told apart: all else is alike. */
interface Told {
  /** The last norm of the cyclic runs over 40. */
  readonly wider?: number;
  readonly baselineProbes?: readonly number[];
  readonly carriedOnProbes?: readonly number[];
  readonly loudProbes?: readonly number[];
  readonly loudCarriedOnProbes?: readonly number[];
  /** ln of the trend of the norms of cyclic runs by an epoch, 0 at the end. */
  readonly trend?: (epoch: number) => number;
  /** ln(quiet / loud) of an arm. */
  readonly swing?: (arm: string) => number;
  /** The norm of constant loud noise at loss 0.1, and its test accuracy. */
  readonly loud?: {readonly norm: number; readonly test: number};
  /** The epoch of a probe that failed, of seed 1. */
  readonly missing?: number;
}

/**
 * Cyclic runs: norm 20 and loss 0.3 at the end of the loud half, norm 40·wider and loss 0.1 at the end
 * of the quiet half. The baseline passes loss 0.1 with norm 40 and ends at loss 0.05 with norm 60.
 */
function summarize({
  wider = 1,
  baselineProbes = [5, 6, 7, 8],
  carriedOnProbes = [],
  loudProbes = [5, 6, 7, 8],
  loudCarriedOnProbes = [],
  trend = () => 0,
  swing = () => Math.log(2),
  loud = {norm: 80, test: 0.8},
  missing,
}: Told = {}) {
  const stream = randomStream(8, 'e8');
  const close = (value: number) => value * Math.exp(0.03 * stream.normal());
  const paths: Readonly<Record<string, readonly number[]>> = {
    'constant-small': baselineProbes,
    'constant-small-longer': carriedOnProbes,
    'constant-loud': loudProbes,
    'constant-loud-longer': loudCarriedOnProbes,
  };
  const probesOf = (arm: string) => paths[arm] ?? [2, 4, 6, 8];
  const accuracyOf = (arm: string) =>
    arm.startsWith('constant-loud') ? loud.test : arm.startsWith('constant-small') ? 0.7 : 0.9;
  const foundAt = (arm: string, epoch: number) => {
    if (arm in paths) {
      const norm = arm.startsWith('constant-loud') ? loud.norm : 40;
      return {frobenius: norm * 1.5 ** (epoch - 7), loss: 0.1 * 2 ** (7 - epoch)};
    }
    const isLoud = epoch % 4 === 2;
    const height = trend(epoch) - trend(8) - (isLoud ? swing(arm) : 0);
    return {frobenius: 40 * wider * Math.exp(height), loss: isLoud ? 0.3 : 0.1};
  };
  const arms = Object.entries(schedules).filter(([arm]) => probesOf(arm).length > 0);
  const runs = arms.flatMap(([arm, schedule]) =>
    seeds.map((seed) => {
      const plan = {learningRate: 0.1, batchSize: 50, schedule};
      const history = [row(8, accuracies({test: accuracyOf(arm) + 0.003 * stream.normal()}))];
      return run({arm}, seed, training(plan, {history}));
    }),
  );
  const at = (each: ObservedRun, epoch: number, found: Parameters<typeof curvature>[0]) =>
    probe(
      'curvature',
      each,
      `epoch-${epoch}`,
      each.replicate === 1 && epoch === missing ? undefined : curvature(found),
      {settings: {epoch}},
    );
  const probes = runs.flatMap((each) => {
    const arm = String(each.settings['arm']);
    return probesOf(arm).map((epoch) => {
      const {frobenius, loss} = foundAt(arm, epoch);
      return at(each, epoch, {frobenius: close(frobenius), loss});
    });
  });
  return summarized('E8', summarizeE8, observations({runs, probes}));
}

test('the swing between the halves is found', () => {
  const {value, pSupports} = estimateOf(summarize(), 'E8a', 'swing');
  expect(value).toBeCloseTo(Math.log(2), 1);
  expect(pSupports).toBeLessThan(0.001);
});

test.each([
  ['rises', (epoch: number) => 0.1 * epoch],
  ['rises ever faster', (epoch: number) => 0.1 * epoch + 0.02 * epoch ** 2],
  ['falls', (epoch: number) => -0.1 * epoch],
])('a norm that %s in the long run is no swing, and hides none', (_, trend) => {
  const none = estimateOf(summarize({trend, swing: () => 0}), 'E8a', 'swing');
  expect(none.value).toBeCloseTo(0, 1);
  expect(none.pSupports).toBeGreaterThan(0.05);
  expect(estimateOf(summarize({trend}), 'E8a', 'swing').value).toBeCloseTo(Math.log(2), 1);
});

test('only discrete schedules have halves: a triangle does not count', () => {
  const swing = (arm: string) => (arm === 'triangle-learning-rate' ? -2 : Math.log(2));
  const summary = summarize({swing});
  expect(estimateOf(summary, 'E8a', 'swing').value).toBeCloseTo(Math.log(2), 1);
  expect(summary.evidence[0].cells).toEqual({finished: 8, planned: 8});
});

test('an end is compared with its neighbours only, not across a probe that failed', () => {
  expect(estimateOf(summarize({missing: 2}), 'E8a', 'swing').units).toBe(4);
  expect(estimateOf(summarize({missing: 4}), 'E8a', 'swing').units).toBe(3);
});

test('more noise alone wins against the quiet baseline, and not against itself', () => {
  const summary = summarize({wider: 0.5, loud: {norm: 20, test: 0.9}});
  for (const criterion of ['end', 'matched-loss'])
    expect(estimateOf(summary, 'E8b', criterion).pSupports).toBeLessThan(0.01);
  // At the end constant loud noise has a smaller loss, and another norm.
  expect(estimateOf(summary, 'E8d', 'matched-loss').value).toBeCloseTo(0, 1);
  expect(estimateOf(summary, 'E8d', 'matched-loss').pSupports).toBeGreaterThan(0.05);
  expect(estimateOf(summary, 'E8c', 'test-accuracy').pSupports).toBeLessThan(0.01);
  expect(estimateOf(summary, 'E8e', 'test-accuracy').pContradicts).toBeLessThan(0.05);
});

test('cycling as such is found where it beats constant loud noise', () => {
  const summary = summarize({loud: {norm: 80, test: 0.8}});
  expect(estimateOf(summary, 'E8d', 'matched-loss').value).toBeCloseTo(-Math.log(2), 1);
  expect(estimateOf(summary, 'E8d', 'matched-loss').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E8e', 'test-accuracy').value).toBeCloseTo(0.1, 1);
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

test('constant loud noise carried on is asked for its norm at equal loss, and for nothing else', () => {
  const short = summarize({loudProbes: [6]});
  const carried = summarize({loudProbes: [6], loudCarriedOnProbes: [6, 7, 8]});
  expect(estimateOf(short, 'E8d', 'matched-loss').units).toBe(0);
  expect(estimateOf(carried, 'E8d', 'matched-loss').value).toBeCloseTo(-Math.log(2), 1);
  expect(rowsOf(carried, 'e8-schedules')).toHaveLength(20);
});

test('the table of the slide, and the cycles', () => {
  const summary = summarize();
  expect(estimateOf(summary, 'E8c', 'test-accuracy').pSupports).toBeLessThan(0.01);
  expect(rowsOf(summary, 'e8-schedules')).toHaveLength(20);
  expect(
    rowsOf(summary, 'e8-cycle')
      .slice(0, 4)
      .map(({phase}) => phase),
  ).toEqual([0.5, 1, 0.5, 1]);
});

describe.each(profiles.filter(e6Sizes.has))('at %s', (profile) => {
  const {runs, probes} = planned(e8.design(profile));
  const armOf = ({settings}: Run) => String(settings['arm']);
  const {epochs, cycleEpochs} = e6Sizes.at[profile];

  test('the ends of both halves of the last two cycles are probed, in every arm', () => {
    const ends = [1.5, 1, 0.5, 0].map((cycles) => epochs - cycles * cycleEpochs);
    for (const arm of ['cyclic-learning-rate', 'cyclic-batch-size', 'constant-small']) {
      const moments = probes
        .filter(({at}) => armOf(at[0].run) === arm && at[0].run.replicate === 1)
        .map(({settings}) => settings?.['epoch']);
      expect(moments).toEqual(expect.arrayContaining(ends));
    }
  });

  test('constant loud noise is that of the loud half, held', () => {
    const plan = (arm: string) => {
      const found = runs.find((each) => armOf(each) === arm);
      return found && TrainingPlan.parse(found.plan);
    };
    const loud = plan('constant-loud');
    expect(loud?.schedule).toEqual({kind: 'constant'});
    for (const arm of ['cyclic-learning-rate', 'cyclic-batch-size', 'triangle-learning-rate']) {
      const {learningRate, batchSize, limits} = plan(arm) ?? {};
      expect(loud).toMatchObject({learningRate, batchSize, limits});
    }
  });
});
