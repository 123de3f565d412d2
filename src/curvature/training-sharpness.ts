import {randomStream} from '../compute/random.ts';
import {lanczos, type RitzValue} from './lanczos.ts';
import type {LossSurface} from './loss-surface.ts';

export interface TrainingSharpness {
  readonly lambdaMax: RitzValue;
  /** Products with the Hessian. */
  readonly iterations: number;
}

/**
 * λ_max of a loss whose batch norm is in training mode: the derivative through the statistics of the batch takes part,
 * as it does in a step of SGD. It is this λ_max that full-batch descent holds near 2/η (Cohen et al. 2021).
 *
 * Lanczos to a residual of 1% of the spectral radius, `maxIterations` products at most; look at `converged`. The
 * smallest eigenvalue is wanted too, so that the run does not end at the second largest.
 */
export function trainingSharpness(
  surface: LossSurface,
  seed: number,
  maxIterations: number,
): TrainingSharpness {
  const {largest, iterations} = lanczos(surface.hessian, randomStream(seed, 'training-mode'), {
    largest: 1,
    smallest: 1,
    tolerance: 0.01,
    maxIterations,
  });
  return {lambdaMax: largest[0], iterations};
}
