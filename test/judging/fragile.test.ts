import {expect, test} from 'vitest';
import {isFragile} from '../../src/judging/fragile.ts';

test.each([
  {p: 0, fragile: false},
  {p: 0.0249, fragile: false},
  {p: 0.025, fragile: true},
  {p: 0.0495, fragile: true},
  {p: 0.05, fragile: true},
  {p: 0.0555, fragile: true},
  {p: 0.1, fragile: true},
  {p: 0.1001, fragile: false},
  {p: 1, fragile: false},
])('a corrected p of $p is fragile: $fragile', ({p, fragile}) => {
  expect(isFragile(p)).toBe(fragile);
});
