import type {Curvature} from '../../src/curvature/record.ts';
import {number, optional, type RowOf} from '../../src/tables/declare.ts';

/**
 * What tables show of the Hessian at one snapshot; null where it was not measured, and for an eigenvalue
 * that did not converge.
 */
export const hessianDeclared = {
  frobenius: optional(number('', 'Frobenius norm of the Hessian then')),
  frobeniusError: optional(number('', 'one standard error of its random probes')),
  lambdaMax: optional(
    number('', 'largest eigenvalue of the Hessian then; empty where it did not converge'),
  ),
  rescaledLambdaMax: optional(
    number('', 'the same with every filter in units of its norm (rescaling-invariant)'),
  ),
};

export type HessianColumns = RowOf<typeof hessianDeclared>;

export function hessianColumns(found: Curvature | undefined): HessianColumns {
  const invariants = found?.invariants;
  return {
    frobenius: invariants?.frobenius.value ?? null,
    frobeniusError: invariants?.frobenius.standardError ?? null,
    lambdaMax: convergedValue(found?.extremes.largest[0]),
    rescaledLambdaMax: convergedValue(found?.rescaled.lambdaMax),
  };
}

/** An eigenvalue, if it is one: what Lanczos had when it stopped too early is no number to show. */
export const convergedValue = (
  ritz: Curvature['extremes']['largest'][number] | undefined,
): number | null => (ritz?.converged ? ritz.value : null);
