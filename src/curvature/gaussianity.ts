import jstat from 'jstat';
import {meanSimple} from 'simple-statistics';
import type {RandomStream} from '../compute/random.ts';

/** How close the noise of minibatches of one size is to a Gaussian, over some directions. */
export interface Gaussianity {
  readonly batchSize: number;
  /** Kolmogorov distance sup|F − Φ| of batch means along a direction, mean over directions. */
  readonly distance: number;
  /** The mean of the same quantity when the means are exactly Gaussian. */
  readonly nullMean: number;
  /** Mean over directions of the excess kurtosis of batch means; the limit theorem gives κ/S. */
  readonly excessKurtosis: number;
}

export interface GaussianityOptions {
  readonly batchSizes: readonly number[];
  /** Minibatches drawn per size. */
  readonly batches: number;
}

/**
 * How far the central-limit step of the talk (slide 'Approximate SGD with SDE') is off: the gradient of a minibatch of
 * size S is Gaussian around the full one. The distance says by how much the probability of an event {g ≤ x} is off at
 * most, and does not grow with the number of minibatches that were drawn, as a test statistic would.
 *
 * `projections[k][i]` is the gradient of example i along direction k. Minibatches are drawn with replacement, so that
 * mean and variance of their means are known from the examples and the theory is exact: independent examples, any S.
 * Exactly Gaussian means give √(π/2)·ln 2/√batches in the mean (Kolmogorov 1933).
 */
export const gaussianity = (
  projections: readonly Float32Array[],
  stream: RandomStream,
  {batchSizes, batches}: GaussianityOptions,
): Gaussianity[] =>
  batchSizes.map((batchSize) => {
    const means = projections.map((projection) =>
      batchMeans(standardized(projection), batchSize, batches, stream),
    );
    return {
      batchSize,
      distance: meanSimple(means.map(kolmogorovDistance)),
      nullMean: (Math.sqrt(Math.PI / 2) * Math.LN2) / Math.sqrt(batches),
      excessKurtosis: meanSimple(means.map(excessKurtosis)),
    };
  });

/** Means of batches times √S: of mean 0 and variance 1 when the values are. */
function batchMeans(
  values: Float64Array,
  batchSize: number,
  batches: number,
  stream: RandomStream,
): Float64Array {
  return Float64Array.from({length: batches}, () => {
    let sum = 0;
    for (let i = 0; i < batchSize; i++) sum += values[stream.integer(values.length)];
    return sum / Math.sqrt(batchSize);
  });
}

/** The values with mean 0 and variance 1; all zero where they do not vary. */
function standardized(values: Float32Array): Float64Array {
  const mean = meanSimple([...values]);
  const variance = meanSimple(Array.from(values, (value) => (value - mean) ** 2));
  const deviation = Math.sqrt(variance);
  return Float64Array.from(values, (value) => (deviation > 0 ? (value - mean) / deviation : 0));
}

/** sup|F − Φ| of the distribution F of a sample and the standard normal Φ. */
export function kolmogorovDistance(sample: Float64Array): number {
  const sorted = sample.toSorted();
  let distance = 0;
  sorted.forEach((value, index) => {
    const normal = jstat.normal.cdf(value, 0, 1);
    const below = normal - index / sorted.length;
    const above = (index + 1) / sorted.length - normal;
    distance = Math.max(distance, below, above);
  });
  return distance;
}

/** Fourth central moment over the squared variance, less 3: zero for a Gaussian. */
export function excessKurtosis(sample: Float64Array): number {
  const mean = meanSimple([...sample]);
  let square = 0;
  let fourth = 0;
  for (const value of sample) {
    const deviation = (value - mean) ** 2;
    square += deviation;
    fourth += deviation ** 2;
  }
  return square === 0 ? 0 : (fourth * sample.length) / square ** 2 - 3;
}
