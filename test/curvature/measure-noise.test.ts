import {describe, expect, it} from 'vitest';
import {randomStream, type RandomStream} from '../../src/compute/random.ts';
import {gaussianity} from '../../src/curvature/gaussianity.ts';
import {measureNoise} from '../../src/curvature/measure-noise.ts';
import type {GradientNoise} from '../../src/curvature/record.ts';
import {gaussian, norm, scale} from '../../src/curvature/vectors.ts';
import {stubSurface} from './stub-surface.ts';

type Draw = (stream: RandomStream) => Float32Array;

const minibatches = {batchSizes: [50], batches: 4000};

/** `count` gradients of one law, twice, and what a probe says of them. */
function measured(draw: Draw, {count, seed = 0}: {count: number; seed?: number}): GradientNoise {
  const stream = randomStream(seed, 'gradients');
  const set = () => stubSurface(Array.from({length: count}, () => draw(stream)));
  return measureNoise({first: set(), second: set()}, seed, {
    lanczos: {largest: 1, smallest: 0, tolerance: 0.02, minIterations: 16, maxIterations: 40},
    probes: 6,
    directions: 1,
    gaussianity: minibatches,
  });
}

/** Gradients whose components have these standard deviations, each example as loud as `loudness` says. */
const withScales =
  (scales: readonly number[], loudness: (stream: RandomStream) => number = () => 1): Draw =>
  (stream) => {
    const factor = loudness(stream);
    return Float32Array.from(scales, (deviation) => factor * deviation * stream.normal());
  };

const meanIsotropy = (draw: Draw, count: number): number => {
  const seeds = Array.from({length: 12}, (_, seed) => seed);
  return seeds.reduce((sum, seed) => sum + measured(draw, {count, seed}).isotropy, 0) / 12;
};
const even = Array.from({length: 200}, () => 1);

describe('isotropy', () => {
  it('shows where there is, though a quarter as many examples as directions are looked at', () => {
    expect(meanIsotropy(withScales(even), 50)).toBeGreaterThan(0.8);
  });

  it('shows where a few examples have most of the gradient', () => {
    // E‖g‖⁴/(E‖g‖²)² = e⁴ = 55: 1/(N − 1) off the inverse ratio of one set would leave an index near 0.01.
    const loud = withScales(even, (stream) => Math.exp(stream.normal()));
    expect(meanIsotropy(loud, 60)).toBeGreaterThan(0.5);
  });

  it('is small for a few loud directions', () => {
    // Ten of two hundred, ten times as loud: PR = (10·100 + 190)²/(10·10⁴ + 190) = 14.1.
    const scales = Array.from({length: 200}, (_, at) => (at < 10 ? 10 : 1));
    expect(meanIsotropy(withScales(scales), 100)).toBeCloseTo(14.1 / 200, 2);
  });
});

describe('alignment', () => {
  const rows = (seed: number) => {
    const stream = randomStream(seed);
    return Array.from({length: 40}, () => gaussian(30, stream));
  };
  const options = {
    lanczos: {largest: 1, smallest: 0, tolerance: 0.02, minIterations: 8, maxIterations: 30},
    probes: 24,
    directions: 1,
    gaussianity: minibatches,
  };

  it('takes the Hessian of other images than C', () => {
    const first = stubSurface(rows(1), () => {
      throw new Error('The Hessian of the first set was asked for.');
    });
    const noise = measureNoise({first, second: stubSurface(rows(2))}, 1, options);
    // H = I: the cosine is Tr C/(√D·‖C‖_F).
    const {trace, frobenius} = noise.invariants;
    expect(noise.alignment.value).toBeCloseTo(trace.value / (Math.sqrt(30) * frobenius.value), 1);
  });
});

describe('Gaussianity at S = 50', () => {
  /** Loud along one axis, and only in every hundredth example. */
  const rare: Draw = (stream) => {
    const row = gaussian(200, stream);
    row[0] = stream.uniform() < 0.01 ? 200 : 0;
    return row;
  };

  it('is missed along the leading eigenvector of C, whatever it is along random directions', () => {
    const found = measured(rare, {count: 600}).gaussianity[0].distance;
    // 0.4 rare examples a batch: 61% of the batches have none.
    expect(found).toBeGreaterThan(0.2);
    const stream = randomStream(3);
    const rows = Array.from({length: 600}, () => rare(stream));
    const directions = Array.from({length: 3}, () => {
      const u = gaussian(200, stream);
      u[0] = 0;
      scale(u, 1 / norm(u));
      return stubSurface(rows).slopes(u);
    });
    expect(gaussianity(directions, stream, minibatches)[0].distance).toBeLessThan(0.03);
  });

  it('is there for Gaussian gradients, and the eigenvector of one set does not lean to outliers of the other', () => {
    const scales = Array.from({length: 100}, (_, at) => (at === 0 ? 10 : 1));
    const [{distance, nullMean}] = measured(withScales(scales), {count: 500}).gaussianity;
    expect(distance).toBeLessThan(2.5 * nullMean);
  });
});
