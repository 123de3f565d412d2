import {
  add,
  identity,
  inverse,
  kronecker,
  type Matrix,
  multiply,
  scale,
  trace,
  transpose,
} from './linear-algebra.ts';
import {solveLyapunov, solveStein, solveVectorised} from './lyapunov.ts';

/**
 * Stationary covariances of SGD on L = ½θᵀAθ with minibatch gradient noise of covariance C/S,
 * n = η/S. The stability limit of the discrete forms is 0 < ηλ < 2 for every eigenvalue λ of A.
 */
export interface QuadraticSgd {
  readonly curvature: Matrix;
  /** C, per-example gradient covariance. */
  readonly gradientCovariance: Matrix;
  readonly learningRate: number;
  readonly batchSize: number;
}

/** What the Gibbs form of the slides gives for an isotropic C: (nσ²/2)A⁻¹, with σ² = tr C/d. */
export function gibbsCovariance(sgd: QuadraticSgd): Matrix {
  const {curvature, gradientCovariance, learningRate, batchSize} = sgd;
  const variance = trace(gradientCovariance) / gradientCovariance.length;
  return scale(inverse(curvature), (0.5 * learningRate * variance) / batchSize);
}

/** The Ornstein–Uhlenbeck limit: AΣ + ΣA = nC. */
export const continuousCovariance = (sgd: QuadraticSgd): Matrix =>
  solveLyapunov(sgd.curvature, scale(sgd.gradientCovariance, sgd.learningRate / sgd.batchSize));

/** η²C/S, the covariance of the noise of one step. */
const stepNoise = ({gradientCovariance, learningRate, batchSize}: QuadraticSgd): Matrix =>
  scale(gradientCovariance, learningRate ** 2 / batchSize);

const contraction = ({curvature, learningRate}: QuadraticSgd): Matrix =>
  add(identity(curvature.length), curvature, -learningRate);

/** Exact at any stable learning rate: AΣ + ΣA − ηAΣA = nC. */
export const discreteCovariance = (sgd: QuadraticSgd): Matrix =>
  solveStein(contraction(sgd), stepNoise(sgd));

/** Exact with heavy-ball momentum μ, from the chain of (θ, v). */
export function momentumCovariance(sgd: QuadraticSgd, momentum: number): Matrix {
  const {curvature, learningRate} = sgd;
  const size = curvature.length;
  const drift = add(identity(size), curvature, -learningRate);
  const pull = scale(curvature, -learningRate);
  const keep = scale(identity(size), momentum);
  const chain = [
    ...drift.map((row, i) => [...row, ...keep[i]]),
    ...pull.map((row, i) => [...row, ...keep[i]]),
  ];
  const noise = kronecker(
    [
      [1, 1],
      [1, 1],
    ],
    stepNoise(sgd),
  );
  return solveStein(chain, noise)
    .slice(0, size)
    .map((row) => row.slice(0, size));
}

/** Ratio of the noise of a batch of S different examples out of N to that with replacement. */
export const withinBatchFactor = (count: number, batchSize: number): number =>
  (count - batchSize) / (count - 1);

/**
 * Exact covariance at the end of an epoch when every epoch visits each of `count` examples once.
 * Two batches of one epoch are anticorrelated, with covariance −C/(N−1), and the sum of all is zero.
 */
export function reshuffledCovariance(sgd: QuadraticSgd, count: number): Matrix {
  const {gradientCovariance, learningRate, batchSize} = sgd;
  const step = contraction(sgd);
  const factor = withinBatchFactor(count, batchSize) / batchSize;
  const cross = scale(gradientCovariance, -(learningRate ** 2) / (count - 1));
  const own = add(scale(gradientCovariance, learningRate ** 2 * factor), cross, -1);
  let power = identity(step.length);
  let sum = scale(power, 0);
  let noise = sum;
  for (let batch = 0; batch < count / batchSize; batch++) {
    sum = add(sum, power);
    noise = add(noise, multiply(multiply(power, own), transpose(power)));
    power = multiply(power, step);
  }
  return solveStein(power, add(noise, multiply(multiply(sum, cross), transpose(sum))));
}

/**
 * AΣ − nC/2, antisymmetric: how fast probability circulates in the stationary state, E[θ̇θᵀ] up to
 * its sign. Zero exactly when detailed balance, and with it the Gibbs form, holds.
 */
export function circulation(sgd: QuadraticSgd): Matrix {
  const halfNoise = scale(sgd.gradientCovariance, (0.5 * sgd.learningRate) / sgd.batchSize);
  return add(multiply(sgd.curvature, continuousCovariance(sgd)), halfNoise, -1);
}

/** A linear regression as finite data: L_i = ½(x_i·θ − y_i)², with θ = 0 the least-squares fit. */
export interface Regression {
  /** Rows x_i. */
  readonly features: Matrix;
  /** r_i = y_i, with Σ r_i·x_i = 0. */
  readonly residuals: readonly number[];
}

/**
 * Exact stationary covariance of SGD (batches with replacement) on a least-squares problem, whose
 * gradient noise grows with the distance to the fit:
 * AΣ + ΣA − η(1 − 1/S)AΣA − (η/S)E[xxᵀΣxxᵀ] = (η/S)E[r²xxᵀ].
 */
export function regressionCovariance(
  {features, residuals}: Regression,
  learningRate: number,
  batchSize: number,
): Matrix {
  const size = features[0].length;
  const count = features.length;
  const outer = features.map((x) => x.map((a) => x.map((b) => a * b)));
  const zero = scale(identity(size), 0);
  const a = outer.reduce<Matrix>((sum, xx) => add(sum, xx, 1 / count), zero);
  const c = outer.reduce<Matrix>((sum, xx, i) => add(sum, xx, residuals[i] ** 2 / count), zero);
  const fourth = outer.reduce<Matrix>(
    (sum, xx) => add(sum, kronecker(xx, xx), 1 / count),
    scale(identity(size * size), 0),
  );
  const eye = identity(size);
  const linear = add(kronecker(a, eye), kronecker(eye, a));
  const square = add(
    scale(kronecker(a, a), learningRate * (1 - 1 / batchSize)),
    fourth,
    learningRate / batchSize,
  );
  return solveVectorised(add(linear, square, -1), scale(c, learningRate / batchSize));
}
