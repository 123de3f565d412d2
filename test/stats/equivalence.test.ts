import {expect, test} from 'vitest';
import {curveEquivalenceTest, equivalenceTest} from '../../src/stats/equivalence.ts';
import {atMost, draws, rejectionRate} from './simulate.ts';

const replicates = 3000;

test.each([-1, 1])('a mean at the margin (%i) is seldom called inside', (at) => {
  const rate = rejectionRate(`margin ${at}`, replicates, (stream) => {
    const found = equivalenceTest(
      draws(5, () => at + 0.2 * stream.normal()),
      1,
      0,
    );
    return (found?.pInside ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, replicates));
  expect(rate).toBeGreaterThan(0.03);
});

test('a mean just inside the margin is seldom called outside', () => {
  const rate = rejectionRate('outside', replicates, (stream) => {
    const found = equivalenceTest(
      draws(4, () => 1 + 0.5 * stream.normal()),
      1,
      0,
    );
    return (found?.pOutside ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, replicates));
});

test('equal means are found equal when the noise is small, and not when it is large', () => {
  const power = (noise: number) =>
    rejectionRate(`power ${noise}`, 1000, (stream) => {
      const found = equivalenceTest(
        draws(5, () => noise * stream.normal()),
        1,
        0,
      );
      return (found?.pInside ?? 1) <= 0.05;
    });
  expect(power(0.3)).toBeGreaterThan(0.99);
  expect(power(3)).toBeLessThanOrEqual(0.05);
});

/** Five seeds of two curves of 20 epochs; at epoch `apart` they differ by `by`. Noise is shared by neighbours. */
const curvesApart = (by: number) => (name: string) =>
  rejectionRate(name, 1000, (stream) => {
    const differences = draws(5, () => {
      const shared = 0.1 * stream.normal();
      return draws(20, (epoch) => (epoch === 7 ? by : 0) + shared + 0.1 * stream.normal());
    });
    return (curveEquivalenceTest(differences, 1, 0)?.pInside ?? 1) <= 0.05;
  });

test('curves that part at one epoch are not called equal for agreeing at the others', () => {
  expect(curvesApart(1)('apart')).toBeLessThanOrEqual(atMost(0.05, 1000));
});

test('curves that agree everywhere are called equal', () => {
  expect(curvesApart(0)('equal')).toBeGreaterThan(0.95);
});

test('curves that part are called different, at the epoch where they part', () => {
  const found = curveEquivalenceTest(
    [
      [0, 0.1, 3.1],
      [0.1, 0, 2.9],
      [0, -0.1, 3],
    ],
    1,
    0,
  );
  expect(found?.worst).toBe(2);
  expect(found?.pOutside).toBeLessThan(0.01);
});

test('the union over epochs is corrected', () => {
  const rate = rejectionRate('union', 1000, (stream) => {
    const differences = draws(4, () => draws(15, () => 1 + 0.3 * stream.normal()));
    return (curveEquivalenceTest(differences, 1, 0)?.pOutside ?? 1) <= 0.05;
  });
  expect(rate).toBeLessThanOrEqual(atMost(0.05, 1000));
});
