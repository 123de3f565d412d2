import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {
  andersonDarling,
  excessKurtosis,
  gaussianity,
  logNormalCdf,
} from '../../src/curvature/gaussianity.ts';

const draw = (length: number, seed: number, value: (normal: number) => number) => {
  const stream = randomStream(seed);
  return Float64Array.from({length}, () => value(stream.normal()));
};

describe('andersonDarling', () => {
  it('has the tabulated 95% quantile 0.752 when mean and variance are estimated', () => {
    const statistics = Array.from(
      {length: 3000},
      (_, seed) =>
        andersonDarling(draw(100, seed, (z) => 3 + 2 * z)) * (1 + 0.75 / 100 + 2.25 / 100 ** 2),
    );
    const share = statistics.filter((statistic) => statistic > 0.752).length / statistics.length;
    // D’Agostino (1986), table 4.9, with its correction for the sample size. Three binomial standard deviations at 3,000 draws: 0.012.
    expect(Math.abs(share - 0.05)).toBeLessThan(0.012);
  });

  it('is large for a skewed law', () => {
    expect(andersonDarling(draw(300, 1, (z) => Math.exp(z)))).toBeGreaterThan(10);
  });

  it('is infinite where nothing varies', () => {
    expect(andersonDarling(new Float64Array(10).fill(2))).toBe(Infinity);
  });
});

describe('logNormalCdf', () => {
  // scipy.stats.norm.logcdf
  it.each([
    [0, -0.6931471805599453],
    [-3, -6.607726221510349],
    [-5.9, -20.12579958020318],
    [-6.1, -21.357498419215563],
    [-20, -203.9171553710973],
    [-40, -804.6084420137538],
  ])('at %f is %f', (z, expected) => {
    expect(Math.abs(logNormalCdf(z) / expected - 1)).toBeLessThan(1e-5);
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
  const options = {batchSizes: [1, 4, 64], batches: 200, nullDraws: 200};

  it('sees heavy-tailed examples become Gaussian as the batch grows', () => {
    const heavy = [4, 5, 6].map((seed) => Float32Array.from(draw(2000, seed, (z) => z ** 3)));
    const [one, four, many] = gaussianity(heavy, randomStream(1), options);
    expect(one.pValue).toBeLessThan(0.01);
    expect(four.statistic).toBeLessThan(one.statistic);
    expect(many.statistic).toBeLessThan(four.statistic);
    expect(many.excessKurtosis).toBeLessThan(one.excessKurtosis / 10);
  });

  it('does not cry wolf on Gaussian examples', () => {
    const p = Array.from({length: 40}, (_, seed) => {
      const examples = [0, 1].map((k) =>
        Float32Array.from(draw(2000, 100 + 2 * seed + k, (z) => z)),
      );
      return gaussianity(examples, randomStream(seed), {...options, batchSizes: [8]})[0].pValue;
    });
    expect(p.filter((value) => value <= 0.05).length).toBeLessThanOrEqual(7);
  });
});
