import type {Curvature} from '../../curvature/record.ts';
import type {Probe} from './observations.ts';

/** What tables show of the Hessian at one snapshot; null where it was not measured or did not converge. */
export interface HessianColumns {
  readonly frobenius: number | null;
  /** One standard error of the random probes. */
  readonly frobeniusError: number | null;
  readonly lambdaMax: number | null;
}

export function hessianColumns(found: Curvature | undefined): HessianColumns {
  const frobenius = found?.invariants.frobenius;
  const top = found?.extremes.largest[0];
  return {
    frobenius: frobenius?.value ?? null,
    frobeniusError: frobenius?.standardError ?? null,
    lambdaMax: top?.converged ? top.value : null,
  };
}

/** The curvature at a snapshot of a run. */
export const curvatureAt = (
  probes: readonly Probe<Curvature>[],
  cell: string,
  snapshot: string,
): Curvature | undefined =>
  probes.find((probe) => probe.cell === cell && probe.snapshot === snapshot)?.found;

/** What did not converge, a sentence each; an estimate that missed its precision keeps its own error. */
export function unconverged({extremes, invariants}: Curvature): string[] {
  const {frobenius, trace, probes} = invariants;
  const percent = ({value, standardError}: {readonly value: number; standardError: number}) =>
    `${((100 * standardError) / Math.abs(value)).toPrecision(2)}%`;
  return [
    ...(extremes.converged
      ? []
      : [`Lanczos stopped after ${extremes.iterations} products; its eigenvalues are left out.`]),
    ...(invariants.converged
      ? []
      : [
          `After ${probes} probes ‖H‖_F is known to ${percent(frobenius)} and Tr H to ${percent(trace)}.`,
        ]),
  ];
}
