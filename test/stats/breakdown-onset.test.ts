import {expect, test} from 'vitest';
import {breakdownOnset} from '../../src/stats/breakdown-onset.ts';

const beta = [1, 3, 5, 7, 9, 11, 13, 15];

test('the onset is where a tenth of the height above guessing is gone', () => {
  const hinge = breakdownOnset(beta, [0.6, 0.6, 0.6, 0.6, 0.5, 0.4, 0.3, 0.2], 0.1);
  expect(hinge.x).toBeCloseTo(8);
  expect(hinge.reached).toBe(true);
  expect(breakdownOnset(beta, [0.4, 0.5, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1], 0.1).x).toBeCloseTo(7.2);
});

test('a curve that never loses so much has its onset beyond the grid', () => {
  const flat = beta.map(() => 0.6);
  expect(breakdownOnset(beta, flat, 0.1)).toEqual({x: 15, reached: false});
});
