import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {solveLyapunov} from '../../src/theory/lyapunov.ts';
import {cholesky} from '../../src/theory/linear-algebra.ts';
import {type Scheme, sdeChains} from '../../src/theory/sde.ts';
import {expectMatrix} from './matrices.ts';

/** λ = 2, G = 1, step 0.5: the stationary variance of the equation is 1/4. */
const [lambda, step] = [2, 0.5];
const contraction = 1 - step * lambda + (step * lambda) ** 2 / 2;

describe.each<[Scheme, number]>([
  ['euler', 0.25 / (1 - (step * lambda) / 2)],
  ['heun', (step * (1 - (step * lambda) / 2) ** 2) / (1 - contraction ** 2)],
  ['leimkuhler-matthews', 0.25],
])('%s', (scheme, variance) => {
  const sample = (curvature: number[][], noiseFactor: readonly (readonly number[])[]) => {
    const stream = randomStream(1, scheme);
    const positions = new Float64Array(curvature.length * 100_000);
    const options = {landscape: quadratic(curvature), noiseFactor, step, scheme};
    sdeChains(options, positions, stream).advance(25);
    return sampleCovariance(positions, curvature.length);
  };

  it('has its own closed-form variance on a quadratic', () => {
    // 100,000 independent chains: the relative standard error is 0.45%.
    expect(sample([[lambda]], [[1]])[0][0] / variance).toBeCloseTo(1, 1.7);
  });

  it('mixes the axes of an anisotropic noise', () => {
    if (scheme !== 'leimkuhler-matthews') return;
    const noise = [
      [1, 0.6],
      [0.6, 1],
    ];
    const curvature = [
      [1, 0],
      [0, 1],
    ];
    expectMatrix(sample(curvature, cholesky(noise)), solveLyapunov(curvature, noise), 0.02);
  });
});
