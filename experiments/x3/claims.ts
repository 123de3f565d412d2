import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

/** The third factor, moved: beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X3',
    family: 'own',
    title: 'More gradient variance at fixed η and S ends in a wider minimum',
    slide: {heading: 'Introduction', words: 'Variance of the loss gradients'},
    criteria: [
      {
        id: 'norm-ratio',
        quantity: 'ln(‖H‖_F with the most added variance / without) at the common train loss [1]',
        expect: 'below',
        bound: 0,
        smallest: smallest.logRatio,
      },
    ],
    rule: 'An intervention: the weights of the examples in each minibatch are made random, which raises C and nothing else. Paired differences over seeds, Student test against 0; every strength is shown.',
    assumptions: [
      'The talk names the third factor and only discusses it; network, data and cell are those of E1 [ours].',
    ],
  },
];
