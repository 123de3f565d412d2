import {meanSimple} from 'simple-statistics';
import type {LossSurface} from './loss-surface.ts';
import type {SymmetricOperator} from './operator.ts';

/**
 * Products with the covariance of per-example gradients, C = (1/N)·Σ(g_i − ḡ)(g_i − ḡ)ᵀ, without
 * forming it or any g_i: C·v = (1/N)·Σ w_i·g_i with w_i = (g_i − ḡ)·v (Σw_i = 0, so ḡ drops out). Two
 * passes over the examples: one for the slopes g_i·v, one for the weighted gradient.
 */
export function gradientCovariance(surface: LossSurface): SymmetricOperator {
  return {
    dimension: surface.dimension,
    apply(v) {
      const slopes = surface.slopes(v);
      const mean = meanSimple(Array.from(slopes));
      return surface.weightedGradient(slopes.map((slope) => slope - mean));
    },
  };
}
