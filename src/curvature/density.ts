import type {RandomStream} from '../compute/random.ts';
import {eigenTridiagonal, krylovSteps} from './lanczos.ts';
import {together, type SymmetricOperator} from './operator.ts';
import {norm, rademacher, scale} from './vectors.ts';

/** A spectral density as a weighted sum of points: weights sum to 1, one row per probe and node. */
export interface SpectralMeasure {
  readonly nodes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * The density of eigenvalues by stochastic Lanczos quadrature (Ubaru, Chen & Saad 2017; Ghorbani et
 * al. 2019): for a random unit v, the Gauss quadrature of the measure Σ(vᵀu_i)²δ(λ − λ_i) has the
 * eigenvalues of T as nodes and the squared first components of its eigenvectors as weights. It is
 * exact for polynomials of degree < 2·steps; the mean over probes is unbiased for the density.
 * Two probes at a time: more would cost less still, and hold as many Krylov spaces in memory.
 */
export function spectralMeasure(
  operator: SymmetricOperator,
  stream: RandomStream,
  {probes, steps}: {probes: number; steps: number},
): SpectralMeasure {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let probe = 0; probe < probes; probe += 2) {
    const pair = Array.from({length: Math.min(2, probes - probe)}, () => {
      const direction = rademacher(operator.dimension, stream);
      scale(direction, 1 / norm(direction));
      return krylovSteps(direction, steps);
    });
    for (const krylov of together(operator, pair)) {
      const {values, first} = eigenTridiagonal(krylov);
      nodes.push(...values);
      weights.push(...first.map((component) => component ** 2 / probes));
    }
  }
  return {nodes, weights};
}

/** The measure smoothed by a Gaussian of width `bandwidth`, at the points of `grid`; integrates to 1. */
export function smoothDensity(
  {nodes, weights}: SpectralMeasure,
  grid: readonly number[],
  bandwidth: number,
): number[] {
  const height = 1 / (bandwidth * Math.sqrt(2 * Math.PI));
  return grid.map((point) =>
    nodes.reduce(
      (sum, node, index) =>
        sum + weights[index] * height * Math.exp(-0.5 * ((point - node) / bandwidth) ** 2),
      0,
    ),
  );
}
