import type {RandomStream} from '../compute/random.ts';
import type {KrylovSpace} from './lanczos.ts';
import {meanWithError, type Estimated} from './mean.ts';
import {applyAll, type SymmetricOperator} from './operator.ts';
import {dot, orthogonalize, rademacher} from './vectors.ts';

export interface Invariants {
  /** Tr H. */
  readonly trace: Estimated;
  /** ‖H‖_F. */
  readonly frobenius: Estimated;
  /** m: a standard error has m − 1 degrees of freedom, so Student's t makes an interval of it. */
  readonly probes: number;
}

/**
 * Trace and Frobenius norm from products with m random signs v (Hutchinson 1990), after taking out a
 * Krylov space Q exactly, in the spirit of Hutch++ (Meyer et al. 2021):
 *
 *   Tr H    = Tr QᵀHQ + E[uᵀHu],        u = (I − QQᵀ)v
 *   ‖H‖_F²  = ‖HQ‖_F² + E[‖Hu‖²].
 *
 * The first terms cost no products: HQ = QT + β q eᵀ gives Tr QᵀHQ = Σα_j and
 * ‖HQ‖_F² = Σ(α_j² + β_{j−1}² + β_j²). Both are unbiased for any Q that does not depend on v.
 *
 * What is left must have no large eigenvalue: ‖Hu‖² would be one χ² of one degree of freedom, most often small,
 * and few values would not show how much they spread. Some thirty steps of Lanczos take out the two dozen outliers of
 * a trained network. The number of probes is fixed: stopping where the error looks small picks those that understate
 * it (docs/decisions/estimators.md). The error of the square root follows by the delta method.
 */
export function hutchinson(
  operator: SymmetricOperator,
  stream: RandomStream,
  deflated: KrylovSpace | undefined,
  probes: number,
): Invariants {
  const exact = deflated ? exactPart(deflated) : {trace: 0, square: 0};
  const signs = Array.from({length: probes}, () => {
    const probe = rademacher(operator.dimension, stream);
    if (deflated) orthogonalize(probe, deflated.basis);
    return probe;
  });
  const images = applyAll(operator, signs);
  const trace = meanWithError(images.map((image, index) => dot(signs[index], image)));
  const square = meanWithError(images.map((image) => dot(image, image)));
  const value = Math.sqrt(exact.square + square.value);
  return {
    trace: {value: exact.trace + trace.value, standardError: trace.standardError},
    frobenius: {value, standardError: value > 0 ? square.standardError / (2 * value) : 0},
    probes,
  };
}

function exactPart({alpha, beta}: KrylovSpace): {trace: number; square: number} {
  let trace = 0;
  let square = 0;
  alpha.forEach((diagonal, j) => {
    trace += diagonal;
    square += diagonal ** 2 + beta[j] ** 2 + (j > 0 ? beta[j - 1] ** 2 : 0);
  });
  return {trace, square};
}
