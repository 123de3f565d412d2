import type {Layout} from './layout.ts';
import {applyAll, type Asking, type SymmetricOperator} from './operator.ts';

/**
 * An algorithm on S·H·S, S = diag(scales), instead of on H: the Hessian as seen when every group of weights
 * is measured in units of its own norm. Under θ → Dθ with a factor per group, H → D⁻¹HD⁻¹ and S → DS, so
 * that SHS, its whole spectrum too, stays as it is. It answers the talk's slide on reparametrization (Dinh
 * et al. 2017), and the scale invariance of weights before batch norm.
 */
export function* rescaled<Result>(scales: Float32Array, algorithm: Asking<Result>): Asking<Result> {
  let step = algorithm.next();
  while (!step.done) step = algorithm.next(times(scales, yield times(scales, step.value)));
  return step.value;
}

/** S·H·S itself, S = diag(scales). */
export const rescaledOperator = (
  operator: SymmetricOperator,
  scales: Float32Array,
): SymmetricOperator => ({
  dimension: operator.dimension,
  apply: (v) => times(scales, operator.apply(times(scales, v))),
  applyAll: (vectors) =>
    applyAll(
      operator,
      vectors.map((v) => times(scales, v)),
    ).map((image) => times(scales, image)),
});

const times = (scales: Float32Array, v: Float32Array): Float32Array =>
  v.map((component, index) => component * scales[index]);

/**
 * The norm of the group that each parameter belongs to: a filter (the incoming weights of one unit or
 * channel, the last axis of a kernel) or a whole vector (biases, batch-norm scales), as filter
 * normalisation has it (Li et al. 2018).
 */
export function groupNorms({dimension, parts}: Layout, parameters: Float32Array): Float32Array {
  const norms = new Float32Array(dimension);
  for (const {shape, start, size} of parts) {
    const groups = shape.length > 1 ? shape[shape.length - 1] : 1;
    for (let group = 0; group < groups; group++) {
      let square = 0;
      for (let i = start + group; i < start + size; i += groups) square += parameters[i] ** 2;
      const norm = Math.sqrt(square);
      for (let i = start + group; i < start + size; i += groups) norms[i] = norm;
    }
  }
  return norms;
}
