import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {isotropy} from '../../src/curvature/measure-noise.ts';

/** Tr C and ‖C‖_F of the covariance of Gaussian gradients with standard deviations `scales`. */
function sampled(scales: readonly number[], examples: number, seed: number) {
  const stream = randomStream(seed, 'gradients');
  const rows = Array.from({length: examples}, () => scales.map((scale) => scale * stream.normal()));
  const centres = scales.map((_, at) => rows.reduce((sum, row) => sum + row[at], 0) / examples);
  const centred = rows.map((row) => row.map((value, at) => value - centres[at]));
  // ‖C‖_F of N×D data by its N×N matrix of inner products.
  let [trace, square] = [0, 0];
  for (const one of centred)
    for (const other of centred) {
      const product = one.reduce((sum, value, at) => sum + value * other[at], 0) / examples;
      square += product ** 2;
      if (one === other) trace += product;
    }
  const estimated = (value: number) => ({value, standardError: 0});
  return {trace: estimated(trace), frobenius: estimated(Math.sqrt(square))};
}

const meanOf = (scales: readonly number[], examples: number): number => {
  const values = Array.from({length: 12}, (_, seed) =>
    isotropy(sampled(scales, examples, seed), {dimension: scales.length, examples}),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

test('isotropic noise shows as such, though a quarter as many examples as directions are looked at', () => {
  const scales = Array.from({length: 200}, () => 1);
  expect(meanOf(scales, 50)).toBeGreaterThan(0.8);
  expect(meanOf(scales, 400)).toBeCloseTo(1, 1);
});

test('few loud directions show as few', () => {
  // Ten of two hundred, ten times as loud: PR = (10·100 + 190)²/(10·10⁴ + 190) = 14.1.
  const scales = Array.from({length: 200}, (_, at) => (at < 10 ? 10 : 1));
  expect(meanOf(scales, 100)).toBeCloseTo(14.1 / 200, 2);
});
