import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {excessKurtosis, gaussianity, kolmogorovDistance} from '../../src/curvature/gaussianity.ts';

const draw = (length: number, seed: number, value: (normal: number) => number) => {
  const stream = randomStream(seed);
  return Float64Array.from({length}, () => value(stream.normal()));
};

describe('kolmogorovDistance', () => {
  // scipy.stats.kstest(sample, 'norm').statistic
  it.each([
    [[0], 0.5],
    [[-1, 0, 1], 0.17467808],
    [[0.3, -1.2, 2, 0.1], 0.28982784],
    [[-3, -2.5, -2], 0.97724987],
  ])('of %j is %f', (sample, expected) => {
    expect(kolmogorovDistance(Float64Array.from(sample))).toBeCloseTo(expected, 6);
  });

  it('has the mean that is stated for exactly Gaussian samples', () => {
    const distances = Array.from({length: 300}, (_, seed) =>
      kolmogorovDistance(draw(400, seed, (z) => z)),
    );
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / 300;
    const [{nullMean}] = gaussianity([new Float32Array([-1, 1])], randomStream(1), {
      batchSizes: [1],
      batches: 400,
    });
    // Their standard deviation is 0.26/√400; of the mean, three times: 0.0023. A sample of 400 is 0.0015 below the limit.
    expect(Math.abs(mean - nullMean)).toBeLessThan(0.004);
  });
});

describe('excessKurtosis', () => {
  it('is 0 for a Gaussian and −1.2 for a uniform law', () => {
    expect(excessKurtosis(draw(40_000, 2, (z) => z))).toBeCloseTo(0, 1);
    const stream = randomStream(3);
    expect(excessKurtosis(Float64Array.from({length: 40_000}, () => stream.uniform()))).toBeCloseTo(
      -1.2,
      1,
    );
  });
});

describe('gaussianity', () => {
  const exponential = (seed: number) => {
    const stream = randomStream(seed);
    return Float32Array.from({length: 50_000}, () => -Math.log(1 - stream.uniform()));
  };

  it('has the distance of a Gamma law from a Gaussian, that of sums of exponential examples', () => {
    const [one, many] = gaussianity([exponential(1), exponential(2)], randomStream(1), {
      batchSizes: [1, 50],
      batches: 20_000,
    });
    // SciPy: sup|F − Φ| is 0.15866 for the exponential law, 0.01880 for Gamma(50); κ is 6 and 6/50.
    expect(Math.abs(one.distance - 0.15866)).toBeLessThan(0.01);
    expect(Math.abs(many.distance - 0.0188)).toBeLessThan(0.008);
    expect(many.excessKurtosis).toBeLessThan(one.excessKurtosis / 10);
  });

  it('does not grow with the number of minibatches', () => {
    const at = (batches: number) =>
      gaussianity([exponential(3)], randomStream(2), {batchSizes: [1], batches})[0].distance;
    expect(Math.abs(at(20_000) - at(1000))).toBeLessThan(0.03);
  });

  it('finds examples that do not vary as far off as can be', () => {
    const [{distance, excessKurtosis: kurtosis}] = gaussianity(
      [new Float32Array(10).fill(2)],
      randomStream(1),
      {batchSizes: [5], batches: 100},
    );
    expect(distance).toBe(0.5);
    expect(kurtosis).toBe(0);
  });
});
