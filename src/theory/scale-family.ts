import type {Landscape} from './landscape.ts';
import type {Matrix} from './linear-algebra.ts';

/**
 * L = ½(w₁w₂ − 1)², the smallest network with the symmetry of Dinh et al.,
 * (w₁, w₂) ↦ (αw₁, w₂/α): its minima are the hyperbola w₁w₂ = 1, all of the same function.
 */
export const scaleFamily: Landscape = {
  dimension: 2,
  value: (w) => 0.5 * (w[0] * w[1] - 1) ** 2,
  gradients(points, gradients) {
    for (let at = 0; at < points.length; at += 2) {
      const error = points[at] * points[at + 1] - 1;
      gradients[at] = error * points[at + 1];
      gradients[at + 1] = error * points[at];
    }
  },
  hessian(w): Matrix {
    const cross = 2 * w[0] * w[1] - 1;
    return [
      [w[1] * w[1], cross],
      [cross, w[0] * w[0]],
    ];
  },
};

/** w₁² − w₂², which gradient flow on `scaleFamily` conserves. */
export const conserved = (w: ArrayLike<number>): number => w[0] * w[0] - w[1] * w[1];

/** λ_max = a² + a⁻² at the minimum (a, 1/a). */
export const sharpnessOf = (a: number): number => a * a + 1 / (a * a);

/**
 * The member (a, 1/a), a > 0, that gradient flow from `start` must end in: a² − a⁻² is the
 * conserved quantity of the start.
 */
export function memberOf(start: ArrayLike<number>): number {
  const half = conserved(start) / 2;
  return Math.sqrt(half + Math.hypot(half, 1));
}

export interface Descent {
  /** Visited points, every `stride`-th step and the last, count×2. */
  readonly path: readonly (readonly [number, number])[];
  readonly gradientNorm: number;
  readonly steps: number;
  readonly converged: boolean;
}

/** Plain gradient descent on `scaleFamily` until |∇L| < 1e-9 or `limit` steps. */
export function descend(
  start: readonly [number, number],
  learningRate: number,
  {limit = 200_000, stride = 1} = {},
): Descent {
  const point = Float64Array.from(start);
  const gradient = new Float64Array(2);
  const path: [number, number][] = [[point[0], point[1]]];
  let steps = 0;
  let gradientNorm = Infinity;
  for (; steps < limit; steps++) {
    scaleFamily.gradients(point, gradient);
    gradientNorm = Math.hypot(gradient[0], gradient[1]);
    if (gradientNorm < 1e-9) break;
    point[0] -= learningRate * gradient[0];
    point[1] -= learningRate * gradient[1];
    if ((steps + 1) % stride === 0) path.push([point[0], point[1]]);
  }
  path.push([point[0], point[1]]);
  return {path, gradientNorm, steps, converged: gradientNorm < 1e-9};
}
