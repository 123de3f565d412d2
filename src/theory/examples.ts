import {meanSimple} from 'simple-statistics';
import type {RandomStream} from '../compute/random.ts';
import {cholesky, inverse, type Matrix, multiply, transpose} from './linear-algebra.ts';

/**
 * The per-example part of a finite training set: example i has loss L(θ) + ξ_i·θ, so its gradient is
 * ∇L(θ) + ξ_i. The ξ_i sum to zero and their covariance over the set is exactly C.
 */
export interface Examples {
  readonly count: number;
  readonly dimension: number;
  /** ξ, count×d, row-major. */
  readonly offsets: Float64Array;
}

/**
 * The law that the ξ_i are drawn from before they are centred and whitened. `normal` draws come in
 * pairs ±ξ, so that their odd moments vanish as those of the law do, however small the set.
 */
export type OffsetLaw = 'normal' | 'exponential';

/**
 * Draws `count` examples whose gradient offsets have mean 0 and covariance C to rounding. The
 * exponential law is skewed (third standardised moment 2): only the central limit theorem makes
 * minibatch noise Gaussian then.
 *
 * @param count even, for the pairs
 */
export function drawExamples(
  stream: RandomStream,
  count: number,
  covariance: Matrix,
  law: OffsetLaw,
): Examples {
  const dimension = covariance.length;
  const axes = Array.from({length: dimension}, (_, axis) => axis);
  const draw = (mirrored: number[] | undefined): number[] => {
    if (law === 'exponential') return axes.map(() => -Math.log(1 - stream.uniform()));
    return mirrored?.map((x) => -x) ?? axes.map(() => stream.normal());
  };
  const raw: number[][] = [];
  for (let i = 0; i < count; i++) raw.push(draw(i % 2 === 1 ? raw[i - 1] : undefined));
  const means = axes.map((j) => meanSimple(raw.map((row) => row[j])));
  const centred = raw.map((row) => row.map((x, j) => x - means[j]));
  const products = multiply(transpose(centred), centred);
  const sample = products.map((row) => row.map((sum) => sum / count));
  // sample = K·Kᵀ and C = G·Gᵀ, so G·K⁻¹ whitens and colours.
  const colour = multiply(cholesky(covariance), inverse(cholesky(sample)));
  const rows = multiply(centred, transpose(colour));
  return {count, dimension, offsets: Float64Array.from(rows.flat())};
}
