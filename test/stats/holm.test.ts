import fc from 'fast-check';
import {expect, test} from 'vitest';
import {holm} from '../../src/stats/holm.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

test('the chance of any false rejection among thirty true nulls stays at the level', () => {
  const rate = rejectionRate('family', 3000, (stream) =>
    holm(draws(30, () => stream.uniform())).some((p) => p <= 0.05),
  );
  expect(rate).toBeLessThanOrEqual(atMost(0.05, 3000));
  expect(rate).toBeGreaterThan(0.03);
});

test('adjusted values keep the order, are never smaller, and owe nothing to the order given', () => {
  const probabilities = fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 1});
  fc.assert(
    fc.property(probabilities, (p) => {
      const adjusted = holm(p);
      p.forEach((a, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(a);
        p.forEach((b, j) => {
          if (a < b) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? NaN);
        });
      });
      expect(holm(p.toReversed()).toReversed()).toEqual(adjusted);
    }),
  );
});
