import {expect, test} from 'vitest';
import type {RandomStream} from '../../src/compute/random.ts';
import {interiorPeakTest} from '../../src/stats/interior-peak.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

/** Both contrasts above zero: an interior peak is found. */
const found = (truth: readonly number[], seeds: number) => (stream: RandomStream) => {
  const outcomes = draws(seeds, () => truth.map((mean) => mean + 0.01 * stream.normal()));
  const tests = interiorPeakTest(outcomes, 0)?.tests ?? [];
  return Math.max(...tests.map(({pAbove}) => pAbove)) <= 0.05;
};

test.each([
  {shape: 'flat', truth: [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]},
  {shape: 'rising to a level', truth: [0.3, 0.4, 0.5, 0.6, 0.6, 0.6, 0.6]},
  {shape: 'rising', truth: [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]},
  {shape: 'falling from a level', truth: [0.6, 0.6, 0.6, 0.6, 0.5, 0.4, 0.3]},
])('$shape: no interior peak is seldom taken for one', ({shape, truth}) => {
  for (const seeds of [3, 5]) {
    const rate = rejectionRate(`${shape} ${seeds}`, 2000, found(truth, seeds));
    expect(rate).toBeLessThanOrEqual(atMost(0.05, 2000));
  }
});

const peaked = [0.4, 0.5, 0.58, 0.6, 0.59, 0.52, 0.4];

test('a peak is found with three seeds, where it is', () => {
  expect(rejectionRate('peak', 500, found(peaked, 3))).toBeGreaterThan(0.95);
  const exact = interiorPeakTest([peaked, peaked, peaked], 0.001);
  expect(exact?.place).toBe(3);
  expect(exact?.tests.map(({mean}) => Number(mean.toFixed(6)))).toEqual([0.2, 0.2]);
});

test('outcomes that only rise are found to have no peak', () => {
  const rate = rejectionRate('denied', 500, (stream) => {
    const truth = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];
    const outcomes = draws(4, () => truth.map((mean) => mean + 0.01 * stream.normal()));
    return (interiorPeakTest(outcomes, 0)?.tests[1]?.pBelow ?? 1) <= 0.05;
  });
  expect(rate).toBeGreaterThan(0.9);
});

test('a peak is seldom denied', () => {
  const rate = rejectionRate('peak denied', 1000, (stream) => {
    const truth = [0.5, 0.5, 0.5, 0.5, 0.5];
    const outcomes = draws(4, () => truth.map((mean) => mean + 0.01 * stream.normal()));
    const tests = interiorPeakTest(outcomes, 0)?.tests ?? [];
    return 2 * Math.min(...tests.map(({pBelow}) => pBelow)) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, 1000));
});

test('two cells have no inside', () => {
  expect(interiorPeakTest([[1, 2], [1, 3]], 0)).toBeUndefined(); // prettier-ignore
});

test('without a single seed nothing is tested', () => {
  expect(interiorPeakTest([], 0)).toBeUndefined();
});
