import fc from 'fast-check';
import {expect, test} from 'vitest';
import {firstReach, valueAt} from '../../src/stats/curve.ts';

const line = {x: [0, 1, 2, 4], y: [0, 2, 4, 8]};

test('between samples of a line lies the line', () => {
  fc.assert(
    fc.property(fc.double({min: 0, max: 4, noNaN: true}), (at) => {
      expect(valueAt(line, at)).toBeCloseTo(2 * at);
      expect(firstReach(line, 2 * at)).toBeCloseTo(at);
    }),
  );
});

test('outside of what was sampled there is no value', () => {
  expect(valueAt(line, -0.1)).toBeUndefined();
  expect(valueAt(line, 4.1)).toBeUndefined();
  expect(firstReach(line, 8.1)).toBeUndefined();
});

test('the first crossing counts, later dips do not', () => {
  expect(firstReach({x: [1, 2, 3, 4], y: [0, 1, 0.2, 1]}, 0.5)).toBe(1.5);
  expect(firstReach({x: [1, 2], y: [0.7, 1]}, 0.5)).toBe(1);
});
