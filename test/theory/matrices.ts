import {expect} from 'vitest';
import {add, frobenius, type Matrix} from '../../src/theory/linear-algebra.ts';

/** Expects ‖actual − expected‖_F ≤ tolerance·‖expected‖_F. */
export function expectMatrix(actual: Matrix, expected: Matrix, tolerance: number): void {
  expect(frobenius(add(actual, expected, -1)) / frobenius(expected)).toBeLessThanOrEqual(tolerance);
}
