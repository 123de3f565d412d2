import type {Curvature, GradientNoise} from './record.ts';

/** What did not converge, a sentence each. */
export const unconverged = ({extremes, rescaled, training}: Curvature): string[] => [
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
  ...(training === null || training.lambdaMax.converged
    ? []
    : [
        `In training mode Lanczos stopped after ${training.iterations} products; λ_max is left out.`,
      ]),
];

/** The same of a probe of the gradient noise. */
export const unconvergedNoise = ({largest}: GradientNoise): string[] => [
  ...(largest.every(({converged}) => converged)
    ? []
    : ['Lanczos stopped before all wanted eigenvalues of C converged; the others are left out.']),
];
