import {expect, it} from 'vitest';
import {conditionsEstimate} from '../../src/judging/conditions.ts';

const below = {id: 'distance', quantity: 'distance [1]', expect: 'below', bound: 1} as const;

it('answers with the condition that is hardest to meet', () => {
  const estimate = conditionsEstimate(
    below,
    ['easy', 'hard'],
    [
      [0.1, 0.7],
      [0.12, 0.8],
      [0.09, 0.75],
    ],
  );
  expect(estimate.value).toBeCloseTo(0.75, 12);
  expect(estimate.method).toMatch(/the worst of 2 conditions: hard$/);
  expect(estimate.pSupports).toBeLessThan(0.05);
});

it('corrects a contradiction for the number of conditions', () => {
  const values = [[2], [2.1], [1.9]];
  const one = conditionsEstimate(below, ['a'], values).pContradicts ?? 1;
  const two = conditionsEstimate(
    below,
    ['a', 'b'],
    values.map(([x]) => [x, 0]),
  ).pContradicts;
  expect(two).toBeCloseTo(2 * one, 12);
});

it('says nothing from a single replicate', () => {
  const estimate = conditionsEstimate(below, ['a', 'b'], [[0, 0]]);
  expect([estimate.value, estimate.pSupports, estimate.pContradicts]).toEqual([null, null, null]);
});
