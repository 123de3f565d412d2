import type {LossSurface} from '../../src/curvature/loss-surface.ts';
import {dot} from '../../src/curvature/vectors.ts';

/**
 * A loss of which only the gradients of its examples are known (rows of D numbers); its Hessian multiplies by `curve`.
 */
export function stubSurface(
  gradients: readonly Float32Array[],
  curve: (v: Float32Array) => Float32Array = (v) => v.slice(),
): LossSurface {
  const dimension = gradients[0].length;
  const examples = gradients.length;
  const weightedGradient = (weights: Float32Array) => {
    const sum = new Float64Array(dimension);
    gradients.forEach((row, at) => {
      row.forEach((value, index) => (sum[index] += (weights[at] * value) / examples));
    });
    return Float32Array.from(sum);
  };
  const gradient = weightedGradient(new Float32Array(examples).fill(1));
  return {
    dimension,
    examples,
    parameters: new Float32Array(dimension),
    lossAndGradient: () => ({loss: 0, gradient}),
    hessian: {dimension, apply: curve},
    gradientAt: () => gradient,
    slopes: (v) => Float32Array.from(gradients, (row) => dot(row, v)),
    weightedGradient,
    dispose: () => undefined,
  };
}
