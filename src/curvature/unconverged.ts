import type {Curvature, GradientNoise} from './record.ts';

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
