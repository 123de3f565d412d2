import type {RandomStream} from '../compute/random.ts';
import type {Chains} from './chains.ts';
import type {Regression} from './covariance.ts';
import {type Matrix, multiply, solve, transpose} from './linear-algebra.ts';

/** Random features of covariance `mix`·`mix`ᵀ, and residuals of size `noise` orthogonal to them. */
export function drawRegression(
  stream: RandomStream,
  count: number,
  mix: Matrix,
  noise: number,
): Regression {
  const normals = Array.from({length: count}, () => mix.map(() => stream.normal()));
  const features = multiply(normals, transpose(mix));
  const raw = Array.from({length: count}, () => [noise * stream.normal()]);
  const gram = multiply(transpose(features), features);
  const fit = multiply(features, solve(gram, multiply(transpose(features), raw)));
  return {features, residuals: raw.map(([value], i) => value - fit[i][0])};
}

/** Minibatch SGD (with replacement) on least squares, L_i = ½(x_i·θ − r_i)², one batch a chain and step. */
export function regressionChains(
  {features, residuals}: Regression,
  {learningRate, batchSize}: {learningRate: number; batchSize: number},
  positions: Float64Array,
  stream: RandomStream,
): Chains {
  const dimension = features[0].length;
  const flat = Float64Array.from(features.flat());
  const gradient = new Float64Array(dimension);
  const step = (at: number) => {
    gradient.fill(0);
    for (let draw = 0; draw < batchSize; draw++) {
      const example = stream.integer(residuals.length);
      let error = -residuals[example];
      for (let i = 0; i < dimension; i++) {
        error += flat[example * dimension + i] * positions[at + i];
      }
      for (let i = 0; i < dimension; i++) gradient[i] += error * flat[example * dimension + i];
    }
    for (let i = 0; i < dimension; i++) {
      positions[at + i] -= (learningRate / batchSize) * gradient[i];
    }
  };
  return {
    positions,
    advance(steps) {
      for (let count = 0; count < steps; count++) {
        for (let at = 0; at < positions.length; at += dimension) step(at);
      }
    },
  };
}
