import type {RandomStream} from '../compute/random.ts';
import type {Chains} from './chains.ts';
import type {Landscape} from './landscape.ts';
import type {Matrix} from './linear-algebra.ts';

/**
 * Schemes for dθ = −∇L dτ + G dW with constant G. `euler`: Euler–Maruyama, weak order 1, which is
 * SGD with Gaussian noise. `heun`: stochastic Heun, weak order 2 for additive noise, two gradients a
 * step. `leimkuhler-matthews`: two successive kicks averaged; stationary averages of order 2 with
 * one gradient a step (Leimkuhler & Matthews 2013).
 */
export type Scheme = 'euler' | 'heun' | 'leimkuhler-matthews';

/** One step of size `step` in τ = ηt; `kicks` is G·(the Brownian increment), as `positions`. */
type Step = (positions: Float64Array, step: number, kicks: Float64Array) => void;

/** Makes the step of a scheme for `length` = chains·d coordinates. */
export function sdeStep(landscape: Landscape, scheme: Scheme, length: number): Step {
  const gradients = new Float64Array(length);
  const other = new Float64Array(length);
  switch (scheme) {
    case 'euler':
      return (positions, step, kicks) => {
        landscape.gradients(positions, gradients);
        for (let k = 0; k < length; k++) positions[k] += kicks[k] - step * gradients[k];
      };
    case 'heun': {
      const predicted = new Float64Array(length);
      return (positions, step, kicks) => {
        landscape.gradients(positions, gradients);
        for (let k = 0; k < length; k++) {
          predicted[k] = positions[k] + kicks[k] - step * gradients[k];
        }
        landscape.gradients(predicted, other);
        for (let k = 0; k < length; k++) {
          positions[k] += kicks[k] - 0.5 * step * (gradients[k] + other[k]);
        }
      };
    }
    case 'leimkuhler-matthews':
      return (positions, step, kicks) => {
        landscape.gradients(positions, gradients);
        for (let k = 0; k < length; k++) {
          positions[k] += 0.5 * (other[k] + kicks[k]) - step * gradients[k];
          other[k] = kicks[k];
        }
      };
  }
}

/** Fills `kicks` with √step·G·z, z standard normal, for every chain. */
export function drawKicks(
  noiseFactor: Matrix,
  step: number,
  stream: RandomStream,
  kicks: Float64Array,
): void {
  const dimension = noiseFactor.length;
  const factor = noiseFactor.flat().map((entry) => entry * Math.sqrt(step));
  const z = new Float64Array(dimension);
  for (let at = 0; at < kicks.length; at += dimension) {
    for (let i = 0; i < dimension; i++) z[i] = stream.normal();
    for (let i = 0; i < dimension; i++) {
      let kick = 0;
      for (let j = 0; j < dimension; j++) kick += factor[i * dimension + j] * z[j];
      kicks[at + i] = kick;
    }
  }
}

export interface SdeOptions {
  readonly landscape: Landscape;
  /** G, with G·Gᵀ = n·C. */
  readonly noiseFactor: Matrix;
  /** Step in τ = ηt; a step equal to η makes `euler` the Gaussian counterpart of SGD. */
  readonly step: number;
  readonly scheme: Scheme;
}

/** The stochastic differential equation of the slides in the time τ = ηt. */
export function sdeChains(
  {landscape, noiseFactor, step, scheme}: SdeOptions,
  positions: Float64Array,
  stream: RandomStream,
): Chains {
  const advanceOnce = sdeStep(landscape, scheme, positions.length);
  const kicks = new Float64Array(positions.length);
  return {
    positions,
    advance(steps) {
      for (let count = 0; count < steps; count++) {
        drawKicks(noiseFactor, step, stream, kicks);
        advanceOnce(positions, step, kicks);
      }
    },
  };
}
