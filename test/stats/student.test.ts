import {expect, test} from 'vitest';
import {studentTest} from '../../src/stats/student.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

const replicates = 4000;

test.each([2, 3, 5])('at %i seeds a true null is rejected no more often than said', (seeds) => {
  const rate = rejectionRate(`student ${seeds}`, replicates, (stream) => {
    const found = studentTest(
      draws(seeds, () => 1 + stream.normal()),
      1,
      0,
    );
    return (found?.pAbove ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, replicates));
});

test('the interval holds the mean in 95 of 100 experiments', () => {
  const missed = rejectionRate('coverage', replicates, (stream) => {
    const [low, high] = studentTest(
      draws(4, () => stream.normal()),
      0,
      0,
    )?.interval ?? [NaN, NaN];
    return !(low <= 0 && 0 <= high);
  });
  expect(missed).toBeLessThanOrEqual(atMost(0.05, replicates));
  expect(missed).toBeGreaterThan(0.03);
});

test('an effect of three standard deviations is found with five seeds', () => {
  const power = rejectionRate('power', 1000, (stream) => {
    const found = studentTest(
      draws(5, () => 3 + stream.normal()),
      0,
      0,
    );
    return (found?.pAbove ?? 1) <= 0.05;
  });
  expect(power).toBeGreaterThan(0.99);
});

test('seeds that agree within the resolution are not taken for infinitely precise', () => {
  const steps = rejectionRate('rounded', replicates, (stream) => {
    // The truth lies 0.2 of a step above the bound; every seed rounds to the same place or the next.
    const found = studentTest(
      draws(4, () => Math.round(0.2 + 0.05 * stream.normal())),
      0.2,
      1,
    );
    return (found?.pBelow ?? 1) <= 0.05;
  });
  expect(steps).toBeLessThanOrEqual(atMost(0.05, replicates));
  expect(studentTest([4, 4, 4], 0, 2)?.pAbove).toBeGreaterThan(0.001);
});

test('one seed says nothing of its spread', () => {
  expect(studentTest([1], 0, 0)).toBeUndefined();
});

test('exact agreement of exact values decides exactly', () => {
  expect(studentTest([1, 1], 0, 0)).toMatchObject({pAbove: 0, pBelow: 1, interval: [1, 1]});
});
