import {
  discreteCovariance,
  momentumCovariance,
  type QuadraticSgd,
  reshuffledCovariance,
  withinBatchFactor,
} from './covariance.ts';
import {diagonal, type Matrix, scale} from './linear-algebra.ts';
import type {Sampling} from './sgd.ts';

/** One quadratic loss with coupled axes, whatever the noise. */
export const curvature: Matrix = [
  [3.4, 0.9],
  [0.9, 1.6],
];
const isotropic = diagonal([4, 4]);
export const anisotropic: Matrix = [
  [1, -1.2],
  [-1.2, 7],
];
const noise = 0.0125;
const sgdAt = (gradientCovariance: Matrix, learningRate: number): QuadraticSgd => ({
  ...{curvature, gradientCovariance, learningRate},
  batchSize: Math.round(learningRate / noise),
});

/** SGD on that loss in one of the ways whose stationary covariance is known exactly. */
export interface QuadraticCase {
  readonly name: string;
  readonly sgd: QuadraticSgd;
  readonly sampling: Sampling;
  readonly momentum: number;
  /** Exact stationary covariance of this SGD. */
  readonly exact: (examples: number) => Matrix;
}
const withReplacement = (name: string, sgd: QuadraticSgd): QuadraticCase => ({
  ...{name, sgd, sampling: 'with-replacement', momentum: 0},
  exact: () => discreteCovariance(sgd),
});
const base = sgdAt(anisotropic, 0.1);
const slow = sgdAt(anisotropic, 0.025);
/** All at the same n. */
export const quadraticCases: readonly QuadraticCase[] = [
  withReplacement('isotropic', sgdAt(isotropic, 0.1)),
  withReplacement('anisotropic, η = 0.05', sgdAt(anisotropic, 0.05)),
  withReplacement('anisotropic, η = 0.1', base),
  withReplacement('anisotropic, η = 0.2', sgdAt(anisotropic, 0.2)),
  withReplacement('anisotropic, η = 0.4', sgdAt(anisotropic, 0.4)),
  {
    ...{name: 'momentum 0.9', sgd: slow, sampling: 'with-replacement', momentum: 0.9},
    exact: () => momentumCovariance(slow, 0.9),
  },
  {
    ...{name: 'without replacement in a batch', sgd: base, sampling: 'within-batch', momentum: 0},
    exact: (examples) =>
      scale(discreteCovariance(base), withinBatchFactor(examples, base.batchSize)),
  },
  {
    ...{name: 'reshuffled every epoch', sgd: base, sampling: 'reshuffled', momentum: 0},
    exact: (examples) => reshuffledCovariance(base, examples),
  },
];
