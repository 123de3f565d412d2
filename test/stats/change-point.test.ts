import {expect, test} from 'vitest';
import type {RandomStream} from '../../src/compute/random.ts';
import {breakdownOnset, changePointTest} from '../../src/stats/change-point.ts';
import {studentTest} from '../../src/stats/student.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

const beta = [1, 3, 5, 7, 9, 11, 13, 15];
const shapes = {
  step: [0.6, 0.6, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1],
  hinge: [0.6, 0.6, 0.6, 0.6, 0.5, 0.4, 0.3, 0.2],
  late: [0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.3],
};

/** Both contrasts above their bounds: a level and then a drop is found. */
const found =
  (truth: readonly number[], seeds: number, noise = 0.01) =>
  (stream: RandomStream) => {
    const curves = draws(seeds, () => truth.map((mean) => mean + noise * stream.normal()));
    const tests = changePointTest(beta, curves, 0.02, 0)?.tests ?? [];
    return Math.max(...tests.map(({pAbove}) => pAbove)) <= 0.05;
  };

test.each([
  {shape: 'flat', truth: beta.map(() => 0.6)},
  {shape: 'a straight line', truth: beta.map((b) => 0.62 - 0.02 * b)},
  {shape: 'a small drop', truth: [0.6, 0.6, 0.6, 0.6, 0.58, 0.58, 0.58, 0.58]},
  {shape: 'a bend of one to four', truth: [0.6, 0.58, 0.56, 0.54, 0.46, 0.38, 0.3, 0.22]},
  {shape: 'a drop that slows down', truth: [0.6, 0.4, 0.3, 0.25, 0.22, 0.21, 0.2, 0.2]},
])('$shape is seldom called level and then a sharp drop', ({shape, truth}) => {
  for (const noise of [0.003, 0.01, 0.03]) {
    const rate = rejectionRate(`${shape} ${noise}`, 700, found(truth, 4, noise));
    expect(rate).toBeLessThanOrEqual(atMost(0.05, 700));
  }
});

test.each(['step', 'hinge', 'late'] as const)('a %s is found with four seeds', (shape) => {
  expect(rejectionRate(shape, 300, found(shapes[shape], 4))).toBeGreaterThan(0.9);
});

test('the onset is where a tenth of the height above chance is gone', () => {
  expect(breakdownOnset(beta, shapes.hinge, 0.1)).toBeCloseTo(8);
  expect(breakdownOnset(beta, [0.4, 0.5, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1], 0.1)).toBeCloseTo(7.2);
  expect(
    breakdownOnset(
      beta,
      beta.map(() => 0.6),
      0.1,
    ),
  ).toBe(15);
});

const earlier = (later: readonly number[], sooner: readonly number[]) => (stream: RandomStream) => {
  const onset = (truth: readonly number[]) =>
    breakdownOnset(
      beta,
      truth.map((mean) => mean + 0.01 * stream.normal()),
      0.1,
    );
  const differences = draws(4, () => onset(later) - onset(sooner));
  return (studentTest(differences, 0, 2)?.pAbove ?? 1) <= 0.05;
};

test('equal onsets are seldom called different, different ones are told apart', () => {
  const lower = [0.5, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.1];
  expect(rejectionRate('same', 500, earlier(shapes.hinge, shapes.hinge))).toBeLessThanOrEqual(
    atMost(0.05, 500),
  );
  expect(rejectionRate('earlier', 300, earlier(shapes.hinge, lower))).toBeGreaterThan(0.95);
});
