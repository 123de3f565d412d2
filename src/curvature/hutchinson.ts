import {mean} from 'simple-statistics';
import type {RandomStream} from '../compute/random.ts';
import type {KrylovSpace} from './lanczos.ts';
import type {Estimated} from './mean.ts';
import {applyAll, type SymmetricOperator} from './operator.ts';
import {dot, orthogonalize, rademacher} from './vectors.ts';

export interface Invariants {
  /** Tr H. */
  readonly trace: Estimated;
  /** ‖H‖_F. */
  readonly frobenius: Estimated;
  /** m, random products behind them. */
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
 * The number of probes is fixed: stopping where the error looks small picks those that understate it. Nor is the
 * error taken from the scatter of so few values. With the symmetric R = (I − QQᵀ)H(I − QQᵀ) and the images w = Hu,
 *
 *   Var uᵀHu = 2‖R‖_F²   and E ‖w‖² = ‖R‖_F²  (and more: the coupling to Q),
 *   Var ‖w‖² = 2‖R²‖_F²  and E (w_i·w_j)² = ‖R²‖_F²  for i ≠ j, again at least,
 *
 * exact for normal v and upper bounds for signs, whose products the same m images give in m and m(m − 1)/2 values.
 * Intervals of ±1.96 such errors cover 92 to 100% (docs/decisions/estimators.md). The error of the square root follows
 * by the delta method.
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
  const trace = mean(images.map((image, index) => dot(signs[index], image)));
  const square = mean(images.map((image) => dot(image, image)));
  const fourth = mean(pairs(images).map(([one, other]) => dot(one, other) ** 2));
  const value = Math.sqrt(exact.square + square);
  const squareError = Math.sqrt((2 * fourth) / probes);
  return {
    trace: {value: exact.trace + trace, standardError: Math.sqrt((2 * square) / probes)},
    frobenius: {value, standardError: value > 0 ? squareError / (2 * value) : 0},
    probes,
  };
}

/** Every two of them. */
const pairs = <Item>(items: readonly Item[]): (readonly [Item, Item])[] =>
  items.flatMap((item, index) => items.slice(0, index).map((other) => [item, other] as const));

function exactPart({alpha, beta}: KrylovSpace): {trace: number; square: number} {
  let trace = 0;
  let square = 0;
  alpha.forEach((diagonal, j) => {
    trace += diagonal;
    square += diagonal ** 2 + beta[j] ** 2 + (j > 0 ? beta[j - 1] ** 2 : 0);
  });
  return {trace, square};
}
