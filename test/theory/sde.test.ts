import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {quadratic, softMinimum} from '../../src/theory/landscape.ts';
import {solveLyapunov} from '../../src/theory/lyapunov.ts';
import {cholesky} from '../../src/theory/linear-algebra.ts';
import {drawKicks, type Scheme, sdeChains, sdeStep} from '../../src/theory/sde.ts';
import {expectMatrix} from './matrices.ts';

/** λ = 2, G = 1, step 0.5: the stationary variance of the equation is 1/4. */
const [lambda, step] = [2, 0.5];
const contraction = 1 - step * lambda + (step * lambda) ** 2 / 2;

const sample = (
  scheme: Scheme,
  curvature: number[][],
  noiseFactor: readonly (readonly number[])[],
) => {
  const stream = randomStream(1, scheme);
  const positions = new Float64Array(curvature.length * 100_000);
  const options = {landscape: quadratic(curvature), noiseFactor, step, scheme};
  sdeChains(options, positions, stream).advance(25);
  return sampleCovariance(positions, curvature.length);
};

describe.each<[Scheme, number]>([
  ['euler', 0.25 / (1 - (step * lambda) / 2)],
  ['heun', (step * (1 - (step * lambda) / 2) ** 2) / (1 - contraction ** 2)],
  ['leimkuhler-matthews', 0.25],
])('%s', (scheme, variance) => {
  it('has its own closed-form variance on a quadratic', () => {
    // 100,000 independent chains: the relative standard error is 0.45%.
    expect(sample(scheme, [[lambda]], [[1]])[0][0] / variance).toBeCloseTo(1, 1.7);
  });
});

it('mixes the axes of an anisotropic noise', () => {
  const noise = [
    [1, 0.6],
    [0.6, 1],
  ];
  const curvature = [
    [1, 0],
    [0, 1],
  ];
  const measured = sample('leimkuhler-matthews', curvature, cholesky(noise));
  expectMatrix(measured, solveLyapunov(curvature, noise), 0.02);
});

/** Smooth, nonlinear and contracting, so that paths driven by the same noise stay together. */
const smooth = softMinimum(
  [
    {centre: [-0.5], curvature: [[2]], depth: 0},
    {centre: [0.8], curvature: [[1]], depth: 0.3},
  ],
  1,
);

/**
 * E[φ(θ_h) − φ(θ_{h/2})] at τ = 1.6 for φ = (θ − 1)², both paths driven by one Brownian motion, which
 * takes most of the sampling error out of the difference.
 */
function weakDifference(scheme: Scheme, coarse: number): number {
  const chains = 100_000;
  const stream = randomStream(3, scheme, coarse);
  const [slow, fast] = [0, 1].map(() => new Float64Array(chains).fill(1.5));
  const [slowStep, fastStep] = [0, 1].map(() => sdeStep(smooth, scheme, chains));
  const [first, second] = [0, 1].map(() => new Float64Array(chains));
  for (let step = 0; step < Math.round(1.6 / coarse); step++) {
    for (const kicks of [first, second]) {
      drawKicks([[0.8]], coarse / 2, stream, kicks);
      fastStep(fast, coarse / 2, kicks);
    }
    slowStep(
      slow,
      coarse,
      first.map((kick, chain) => kick + second[chain]),
    );
  }
  return slow.reduce((sum, x, k) => sum + (x - 1) ** 2 - (fast[k] - 1) ** 2, 0) / chains;
}

it.each<[Scheme, number]>([
  ['euler', 1],
  ['heun', 2],
])('%s has weak order %d on a nonlinear loss', (scheme, order) => {
  const measured = Math.log2(weakDifference(scheme, 0.4) / weakDifference(scheme, 0.2));
  expect(Math.abs(measured - order)).toBeLessThan(0.4);
});
