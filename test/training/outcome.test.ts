import {expect, test} from 'vitest';
import {divergenceBound, isAtChance} from '../../src/training/outcome.ts';

test('a badly scaled start is not a divergence by itself', () => {
  expect(5000).toBeLessThan(divergenceBound(4000, 10));
});

test('a start that is not finite has no bound that a loss could keep', () => {
  expect(1 <= divergenceBound(NaN, 10)).toBe(false);
});

test('a loss near that of guessing, or not finite, is at chance', () => {
  expect([2.3, 2.2, NaN, Infinity].map((loss) => isAtChance(loss, 10))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(isAtChance(2.1, 10)).toBe(false);
});
