import type {Claim} from '../../src/judging/claim.ts';

/** Rescaled copies of a minimum, and the one that gradient descent finds. */
export const claims: readonly Claim[] = [
  {
    id: 'T6',
    family: 'theory',
    title: 'Rescaled copies of a minimum differ in sharpness; gradient descent samples only one',
    slide: {
      heading: 'Gradient Descent and Reparametrization',
      words: 'Gradient Descent only samples one of the equivalent reparametrizations',
    },
    criteria: [
      {
        id: 'hessian',
        quantity:
          'log₁₀ of the relative error of H′ = DHD and of λ_max = a² + a⁻², H by differences of the loss [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'function',
        quantity: 'log₁₀ of the change of the loss under (w₁, w₂) ↦ (αw₁, w₂/α) [1]',
        expect: 'below',
        bound: -9,
      },
      {
        id: 'conserved',
        quantity:
          'power of η with which the drift of w₁² − w₂² along gradient descent vanishes [1]',
        expect: 'above',
        bound: 0.5,
      },
      {
        id: 'member',
        quantity:
          'log of the end a of gradient descent over the a that conservation of w₁² − w₂² predicts [1]',
        expect: 'within',
        bound: 0.01,
      },
    ],
    rule: 'One random start, point and α a replicate; Student tests over them.',
    assumptions: [
      'L = ½(w₁w₂ − 1)², the smallest network with the symmetry of Dinh et al. [ours].',
    ],
  },
];
