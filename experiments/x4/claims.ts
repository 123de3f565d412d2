import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

/** The two factors of nσ², exchanged: beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X4',
    family: 'own',
    title: 'Noise is one number nσ²: raising C by 1 + s² equals raising n by 1 + s²',
    slide: {
      heading: 'Boltzmann-Gibbs distribution',
      words: String.raw`P(\boldsymbol{\theta}) = P_0 \exp \left( -\frac{2}{\sigma^2} \frac{1}{n} L(\boldsymbol{\theta}) \right)`,
    },
    criteria: [
      {
        id: 'norm-ratio',
        quantity:
          'ln(‖H‖_F with C raised / ‖H‖_F with n raised by as much) at the common train loss [1]',
        expect: 'within',
        bound: smallest.logRatio,
      },
    ],
    rule: 'C is raised by random weights of the examples, of standard deviation s; n by a smaller batch at the same η. Paired differences over seeds at either strength; two one-sided Student tests against ±ln 1.25, which both must pass. It fails when the ratio lies outside at either.',
    assumptions: [
      'The talk names the third factor and only discusses it; network, data and cell are those of E1 [ours].',
      'Weights of standard deviation s make the covariance of a step ((1 + s²)·C + s²·ḡḡᵀ)·η²/S; the second part is small beside the first, and a smaller batch has noisier batch-norm statistics too [ours].',
    ],
  },
];
