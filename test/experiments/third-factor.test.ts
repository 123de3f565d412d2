import {describe, expect, test} from 'vitest';
import {sizes as x3} from '../../experiments/x3/sizes.ts';
import {noisierRun, plainRun, raisedRun} from '../../experiments/third-factor/runs.ts';
import summarizeX1 from '../../experiments/x1/summary.ts';
import summarizeX2 from '../../experiments/x2/summary.ts';
import summarizeX3 from '../../experiments/x3/summary.ts';
import summarizeX4 from '../../experiments/x4/summary.ts';
import type {Observations} from '../../src/study/observations.ts';
import {
  accuracies,
  curvature,
  estimateOf,
  noise,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const seeds = [1, 2, 3, 4, 5, 6];
const reached = row(9, accuracies({validation: 0.8, train: 0.9}));

/** A run that reached the target by these settings. */
const runAt = (learningRate: number, batchSize: number, strength: number, seed: number) =>
  run(
    {learningRate, batchSize, strength},
    seed,
    training(
      {learningRate, batchSize},
      {outcome: 'reached target', target: {...reached, trainLoss: 0.3}, history: [reached]},
    ),
  );

/** The gradient noise of every seed at three moments. */
function noises(of: (seed: number, moment: number) => Parameters<typeof noise>[0]): Observations {
  const runs = seeds.map((seed) => runAt(0.02, 200, 0, seed));
  const probes = runs.flatMap((at) =>
    ['initial', 'epoch-5', 'target'].map((snapshot, moment) =>
      probe('noise', at, snapshot, noise(of(at.replicate, moment))),
    ),
  );
  return observations({runs, probes});
}

describe('X1', () => {
  const summarize = (isotropy: number) =>
    summarized(
      'X1',
      summarizeX1,
      noises((seed, moment) => ({
        isotropy: (isotropy * (1 + 0.1 * Math.sin(seed))) / (3 - moment),
        distances: {},
      })),
    );

  test('noise far from isotropic is found so; noise that is not, at one moment, is not', () => {
    expect(estimateOf(summarize(0.001), 'X1', 'isotropy').pSupports).toBeLessThan(0.001);
    expect(estimateOf(summarize(0.9), 'X1', 'isotropy').pContradicts).toBeLessThan(0.001);
    expect(rowsOf(summarize(0.001), 'x1-noise')).toHaveLength(18);
  });
});

describe('X2', () => {
  const summarize = (late: number) =>
    summarized(
      'X2',
      summarizeX2,
      noises((seed, moment) => ({
        isotropy: 0.1,
        distances: {5: 0.3, 50: (moment === 2 ? late : 0.01) + 0.002 * Math.sin(seed), 200: 0.01},
      })),
    );

  test('judges S = 50 where it is farthest from a Gaussian, and can come out either way', () => {
    const near = estimateOf(summarize(0.03), 'X2', 'distance');
    expect(near.value).toBeCloseTo(0.03, 2);
    expect(near.pSupports).toBeLessThan(0.001);
    const far = estimateOf(summarize(0.1), 'X2', 'distance');
    expect(far.pContradicts).toBeLessThan(0.001);
    expect(far.pSupports).toBeGreaterThan(0.99);
    expect(rowsOf(summarize(0.1), 'x2-gaussianity')).toHaveLength(54);
  });
});

describe('X3', () => {
  const summarize = (widening: number) => {
    const runs = seeds.flatMap((seed) =>
      [0, 1, 4].map((strength) => runAt(0.02, 200, strength, seed)),
    );
    const probes = runs.map((at, index) => {
      const moved = (widening * Number(at.settings['strength'])) / 4;
      const frobenius = 30 * Math.exp(moved + 0.02 * Math.sin(index));
      return probe('curvature', at, 'target', curvature({frobenius}));
    });
    return summarized('X3', summarizeX3, observations({runs, probes}));
  };

  test('more variance, wider endpoint: the strongest against none, seed by seed', () => {
    expect(estimateOf(summarize(-0.5), 'X3', 'norm-ratio').value).toBeCloseTo(-0.5, 1);
    expect(estimateOf(summarize(-0.5), 'X3', 'norm-ratio').pSupports).toBeLessThan(0.001);
    expect(estimateOf(summarize(0.5), 'X3', 'norm-ratio').pContradicts).toBeLessThan(0.001);
    expect(rowsOf(summarize(-0.5), 'x3-runs')).toHaveLength(18);
  });
});

describe('X4', () => {
  /** At either strength: ln of the norm with C raised less that with n raised. */
  const summarize = (gaps: Readonly<Record<number, number>>) => {
    const runs = seeds.flatMap((seed) =>
      Object.keys(gaps).flatMap((key) => {
        const strength = Number(key);
        return [runAt(0.02, 200, strength, seed), runAt(0.02, 200 / (1 + strength ** 2), 0, seed)];
      }),
    );
    const probes = runs.map((at, index) => {
      const gap = gaps[Number(at.settings['strength'])] ?? 0;
      const frobenius = 30 * Math.exp(gap + 0.02 * Math.sin(index));
      return probe('curvature', at, 'target', curvature({frobenius}));
    });
    return summarized('X4', summarizeX4, observations({runs, probes}));
  };

  test('equal norms at both strengths support it, unequal ones at either contradict it', () => {
    const equal = estimateOf(summarize({1: 0.05, 2: -0.05}), 'X4', 'norm-ratio');
    expect(equal.pSupports).toBeLessThan(0.001);
    expect(equal.units).toBe(seeds.length);
    const unequal = estimateOf(summarize({1: 0, 2: -0.6}), 'X4', 'norm-ratio');
    expect(unequal.value).toBeCloseTo(-0.6, 1);
    expect(unequal.pContradicts).toBeLessThan(0.001);
  });

  test('pairs by the factor of nσ², and leaves out what has no partner', () => {
    const only = [runAt(0.02, 200, 2, 1), runAt(0.02, 100, 0, 1)];
    const probes = only.map((at) => probe('curvature', at, 'target', curvature({frobenius: 30})));
    const summary = summarized('X4', summarizeX4, observations({runs: only, probes}));
    expect(estimateOf(summary, 'X4', 'norm-ratio')).toMatchObject({value: null, units: 0});
  });
});

describe('runs', () => {
  test.each(['quick', 'standard'] as const)(
    'exchange C for n by the same factor at %s',
    (profile) => {
      for (const strength of x3.at[profile].strengths) {
        const {plan} = plainRun(profile, 1);
        const raised = raisedRun(profile, strength, 1).plan;
        expect(raised).toEqual({...plan, gradientNoise: {kind: 'example-weights', strength}});
        const {learningRate, batchSize, ...rest} = noisierRun(profile, 1 + strength ** 2, 1).plan;
        const factor = (learningRate / batchSize) * (plan.batchSize / plan.learningRate);
        expect(factor).toBeCloseTo(1 + strength ** 2, 9);
        expect(learningRate / plan.learningRate).toBeCloseTo(1, 1);
        expect({...plan, ...rest}).toEqual(plan);
      }
    },
  );
});
