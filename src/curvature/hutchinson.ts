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
  readonly probes: number;
  /** Whether both relative standard errors reached the precision that was asked for. */
  readonly converged: boolean;
}

export interface HutchinsonOptions {
  /** Relative standard error at which to stop, of ‖H‖_F and, where it is not near zero, of Tr H. */
  readonly precision: number;
  readonly minProbes: number;
  readonly maxProbes: number;
}

/**
 * Trace and Frobenius norm from products with random signs v (Hutchinson 1990), after taking out a
 * Krylov space Q exactly, in the spirit of Hutch++ (Meyer et al. 2021):
 *
 *   Tr H    = Tr QᵀHQ + E[uᵀHu],        u = (I − QQᵀ)v
 *   ‖H‖_F²  = ‖HQ‖_F² + E[‖Hu‖²].
 *
 * The first terms cost no products: HQ = QT + β q eᵀ gives Tr QᵀHQ = Σα_j and
 * ‖HQ‖_F² = Σ(α_j² + β_{j−1}² + β_j²). Both are unbiased for any Q that does not depend on v. The few
 * large eigenvalues that would dominate the variance sit in Q after a Lanczos run.
 *
 * The error of the square root follows by the delta method. Stops when the standard errors are small
 * enough, or after `maxProbes`; the caller must look at `converged`.
 */
export function hutchinson(
  operator: SymmetricOperator,
  stream: RandomStream,
  deflated: KrylovSpace | undefined,
  options: HutchinsonOptions,
): Invariants {
  const exact = deflated ? exactPart(deflated) : {trace: 0, square: 0};
  const traces: number[] = [];
  const squares: number[] = [];
  const draw = () => {
    const probe = rademacher(operator.dimension, stream);
    if (deflated) orthogonalize(probe, deflated.basis);
    return probe;
  };
  let probes = Array.from({length: options.minProbes}, draw);
  for (;;) {
    applyAll(operator, probes).forEach((image, index) => {
      traces.push(dot(probes[index], image));
      squares.push(dot(image, image));
    });
    const result = combine(exact, traces, squares, options.precision);
    if (result.converged || result.probes >= options.maxProbes) return result;
    probes = [draw()];
  }
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

function combine(
  exact: {trace: number; square: number},
  traces: readonly number[],
  squares: readonly number[],
  precision: number,
): Invariants {
  const rest = {trace: meanWithError(traces), square: meanWithError(squares)};
  const value = Math.sqrt(exact.square + rest.square.value);
  const frobenius = {
    value,
    standardError: value > 0 ? rest.square.standardError / (2 * value) : 0,
  };
  const trace = {
    value: exact.trace + rest.trace.value,
    standardError: rest.trace.standardError,
  };
  // A trace near zero has no relative error worth the name: ‖H‖_F sets its scale then.
  const scaleOfTrace = Math.max(Math.abs(trace.value), value);
  return {
    trace,
    frobenius,
    probes: traces.length,
    converged:
      frobenius.standardError <= precision * value &&
      trace.standardError <= precision * scaleOfTrace,
  };
}
