import type {LossSurface} from './loss-surface.ts';
import type {SymmetricOperator} from './operator.ts';
import {norm} from './vectors.ts';

export interface FiniteDifferenceOperator extends SymmetricOperator {
  /** ε·‖v‖: how far the weights are moved, whatever v. */
  readonly step: number;
}

/**
 * Hv ≈ [g(θ + εv) − g(θ)]/ε, the estimator of the paper (Wu et al. 2017).
 *
 * ε = √u·(1 + ‖θ‖)/‖v‖ with u = 2⁻²⁴, the rounding of float32: the truncation error grows like ε, that
 * of rounding like u/ε, and their sum is least near √u on the scale of θ. What error remains, about
 * one part in 10³ to 10², is measured against the exact product and stands in the record.
 */
export function finiteDifferenceOperator(surface: LossSurface): FiniteDifferenceOperator {
  const base = surface.lossAndGradient().gradient;
  const step = Math.sqrt(2 ** -24) * (1 + norm(surface.parameters));
  return {
    step,
    dimension: surface.dimension,
    apply(v) {
      const epsilon = step / norm(v);
      const moved = surface.gradientAt(v.map((component) => epsilon * component));
      return moved.map((component, index) => (component - base[index]) / epsilon);
    },
  };
}
