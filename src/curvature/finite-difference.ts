import type {LossSurface} from './loss-surface.ts';
import type {SymmetricOperator} from './operator.ts';
import {norm} from './vectors.ts';

export interface FiniteDifferenceOperator extends SymmetricOperator {
  /** ε·‖v‖: how far the weights are moved, whatever v. */
  readonly step: number;
}

/**
 * Hv ≈ [g(θ + εv) − g(θ)]/ε, the estimator of the paper (Wu et al. 2017), with
 * ε = relativeStep·(1 + ‖θ‖)/‖v‖.
 *
 * On a smooth loss √u = 2⁻¹² would be best: truncation costs ε, rounding u/ε with u = 2⁻²⁴. The loss of a
 * ReLU network is not smooth: its gradient jumps wherever a unit changes sides, about ε times as many
 * jumps of random sign as there are units and images, so that ‖Hv‖ is overestimated by a term like ε^−½,
 * however small ε is. The error is least where this meets truncation, near a tenth of ‖θ‖
 * (docs/decisions/finite-differences.md), and stands in the record beside the exact product.
 */
export function finiteDifferenceOperator(
  surface: LossSurface,
  relativeStep = 0.1,
): FiniteDifferenceOperator {
  const base = surface.lossAndGradient().gradient;
  const step = relativeStep * (1 + norm(surface.parameters));
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
