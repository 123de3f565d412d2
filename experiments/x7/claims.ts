import type {Claim} from '../../src/judging/claim.ts';

/** How far from 2/η the product ηλ_max may stay, and by how much small batches must lie lower [1]. */
const margin = 0.4;

/** The edge of stability (Cohen et al. 2021): beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X7',
    family: 'own',
    title: 'Full-batch descent trains at the edge of stability, small batches below it',
    slide: {heading: 'Discussion', words: 'Dynamics'},
    criteria: [
      {
        id: 'edge',
        quantity: 'ηλ_max − 2 at S = N, mean over the last third of training [1]',
        expect: 'within',
        bound: margin,
      },
      {
        id: 'below',
        quantity: 'ηλ_max at S = 50 less that at S = N, mean over the last third of training [1]',
        expect: 'below',
        bound: 0,
        smallest: margin,
      },
    ],
    rule: 'λ_max of the loss over all training images, batch norm in training mode with their statistics, after equal steps. ηλ_max in [1.6, 2.4] by two one-sided Student tests over seeds; and lower at S = 50, by a Student test of the paired differences against 0.',
    assumptions: [
      'Cohen et al. (2021) find ηλ_max near 2 for full-batch descent on a few thousand images; the network is that of E1, the band of ±0.4 is [ours].',
    ],
  },
];
