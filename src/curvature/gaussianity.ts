import jstat from 'jstat';
import {meanSimple} from 'simple-statistics';
import type {RandomStream} from '../compute/random.ts';

/** How close the noise of minibatches of one size is to a Gaussian, over random directions. */
export interface Gaussianity {
  readonly batchSize: number;
  /** Anderson–Darling A² of batch means along a direction, mean over directions. */
  readonly statistic: number;
  /** The mean and the 95% quantile of the same quantity when the means are exactly Gaussian. */
  readonly nullMean: number;
  readonly null95: number;
  /** Share of null draws at or above the statistic (with the usual +1). */
  readonly pValue: number;
  /** Mean over directions of the excess kurtosis of batch means; the central limit gives κ/S. */
  readonly excessKurtosis: number;
}

export interface GaussianityOptions {
  readonly batchSizes: readonly number[];
  /** Minibatches drawn per size. */
  readonly batches: number;
  /** Draws of the null distribution. */
  readonly nullDraws: number;
}

/**
 * Tests the central-limit step of the talk (slide 'Approximate SGD with SDE'): the gradient of a
 * minibatch of size S is Gaussian around the full one.
 *
 * `projections[k][i]` is the gradient of example i along the random direction k. Minibatches are
 * drawn with replacement, so that the theory is exact: independent examples, any S. Mean and variance
 * are estimated from the batches; the null distribution, of the mean over as many directions and as
 * many batches, is simulated.
 */
export function gaussianity(
  projections: readonly Float32Array[],
  stream: RandomStream,
  {batchSizes, batches, nullDraws}: GaussianityOptions,
): Gaussianity[] {
  const nulls = Float64Array.from({length: nullDraws}, () =>
    meanSimple(
      projections.map(() =>
        andersonDarling(Float64Array.from({length: batches}, () => stream.normal())),
      ),
    ),
  ).sort();
  return batchSizes.map((batchSize) => {
    const means = projections.map((projection) =>
      batchMeans(projection, batchSize, batches, stream),
    );
    const statistic = meanSimple(means.map(andersonDarling));
    const above = nulls.filter((value) => value >= statistic).length;
    return {
      batchSize,
      statistic,
      nullMean: meanSimple([...nulls]),
      null95: nulls[Math.ceil(0.95 * nullDraws) - 1],
      pValue: (1 + above) / (1 + nullDraws),
      excessKurtosis: meanSimple(means.map(excessKurtosis)),
    };
  });
}

function batchMeans(
  values: Float32Array,
  batchSize: number,
  batches: number,
  stream: RandomStream,
): Float64Array {
  return Float64Array.from({length: batches}, () => {
    let sum = 0;
    for (let i = 0; i < batchSize; i++) sum += values[stream.integer(values.length)];
    return sum / batchSize;
  });
}

/** A² of the sample against a normal law of unknown mean and variance. Zero variance gives ∞. */
export function andersonDarling(sample: Float64Array): number {
  const size = sample.length;
  const {mean, deviation} = moments(sample);
  if (deviation === 0) return Infinity;
  const sorted = sample.map((value) => (value - mean) / deviation).sort();
  let sum = 0;
  for (let i = 0; i < size; i++) {
    // 1 − Φ(z) is Φ(−z).
    const below = logNormalCdf(sorted[i]);
    const above = logNormalCdf(-sorted[size - 1 - i]);
    sum += (2 * i + 1) * (below + above);
  }
  return -size - sum / size;
}

/**
 * log Φ(z). Far in the lower tail, where Φ itself is rounding, by its asymptotic series
 * φ(z)/|z|·(1 − 1/z² + 3/z⁴ − 15/z⁶), whose error there is below 105/z⁸.
 */
export function logNormalCdf(z: number): number {
  if (z > -6) return Math.log(jstat.normal.cdf(z, 0, 1));
  const square = z * z;
  const series = -1 / square + 3 / square ** 2 - 15 / square ** 3;
  return -square / 2 - Math.log(-z * Math.sqrt(2 * Math.PI)) + Math.log1p(series);
}

/** Fourth central moment over the squared variance, less 3: zero for a Gaussian. */
export function excessKurtosis(sample: Float64Array): number {
  const {mean} = moments(sample);
  let square = 0;
  let fourth = 0;
  for (const value of sample) {
    const deviation = (value - mean) ** 2;
    square += deviation;
    fourth += deviation ** 2;
  }
  return (fourth * sample.length) / square ** 2 - 3;
}

function moments(sample: Float64Array): {mean: number; deviation: number} {
  const mean = meanSimple([...sample]);
  const square = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {mean, deviation: Math.sqrt(square / (sample.length - 1))};
}
