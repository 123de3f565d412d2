import type {Curvature, GradientNoise} from '../../curvature/record.ts';
import type {Probe} from './observations.ts';

/**
 * What tables show of the Hessian at one snapshot; null where it was not measured, and for an eigenvalue
 * that did not converge.
 */
export interface HessianColumns {
  readonly frobenius: number | null;
  /** One standard error of the random probes. */
  readonly frobeniusError: number | null;
  /** False: the random probes stopped before the precision that was asked for. */
  readonly probesConverged: boolean | null;
  readonly lambdaMax: number | null;
  /** The same with every filter in units of its norm: rescaling filters does not change it. */
  readonly rescaledLambdaMax: number | null;
}

/** Unit and meaning of these columns. */
export const hessianMeanings = {
  frobenius: ['', 'Frobenius norm of the Hessian then'],
  frobeniusError: ['', 'one standard error of its random probes'],
  probesConverged: ['', 'whether these probes reached the precision that was asked for'],
  lambdaMax: ['', 'largest eigenvalue of the Hessian then; empty where it did not converge'],
  rescaledLambdaMax: ['', 'the same with every filter in units of its norm (rescaling-invariant)'],
} as const;

export function hessianColumns(found: Curvature | undefined): HessianColumns {
  const invariants = found?.invariants;
  return {
    frobenius: invariants?.frobenius.value ?? null,
    frobeniusError: invariants?.frobenius.standardError ?? null,
    probesConverged: invariants?.converged ?? null,
    lambdaMax: convergedValue(found?.extremes.largest[0]),
    rescaledLambdaMax: convergedValue(found?.rescaled.lambdaMax),
  };
}

/** An eigenvalue, if it is one: what Lanczos had when it stopped too early is no number to show. */
export const convergedValue = (
  ritz: Curvature['extremes']['largest'][number] | undefined,
): number | null => (ritz?.converged ? ritz.value : null);

/** The curvature at a snapshot of a run. */
export const curvatureAt = (
  probes: readonly Probe<Curvature>[],
  cell: string,
  snapshot: string,
): Curvature | undefined =>
  probes.find((probe) => probe.cell === cell && probe.snapshot === snapshot)?.found;

type Invariants = Curvature['invariants'];

/** What did not converge, a sentence each; an estimate that missed its precision keeps its own error. */
export const unconverged = ({extremes, rescaled, invariants}: Curvature): string[] => [
  ...(extremes.converged
    ? []
    : [
        `Lanczos stopped after ${extremes.iterations} products; what did not converge is left out.`,
      ]),
  ...(rescaled.lambdaMax.converged
    ? []
    : [
        `In units of filter norms Lanczos stopped after ${rescaled.iterations} products; λ_max is left out.`,
      ]),
  ...imprecise(invariants, 'H'),
];

/** The same of a probe of the gradient noise. */
export const unconvergedNoise = ({largest, invariants}: GradientNoise): string[] => [
  ...(largest.every(({converged}) => converged)
    ? []
    : ['Lanczos stopped before all wanted eigenvalues of C converged; the others are left out.']),
  ...imprecise(invariants, 'C'),
];

function imprecise({frobenius, trace, probes, converged}: Invariants, matrix: string): string[] {
  const percent = ({value, standardError}: Invariants['trace']) =>
    `${((100 * standardError) / Math.abs(value)).toPrecision(2)}%`;
  return converged
    ? []
    : [
        `After ${probes} probes ‖${matrix}‖_F is known to ${percent(frobenius)} and Tr ${matrix} to ${percent(trace)}.`,
      ];
}
