import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const assumptions = [
  'The talk names the third factor and only discusses it; network, data and cell are those of E1 [ours].',
];

/** The third factor, measured and moved: beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X1',
    family: 'own',
    title: 'The covariance of the gradients is far from isotropic',
    slide: {heading: 'Discussion', words: 'Isotropic variance'},
    criteria: [
      {
        id: 'isotropy',
        quantity:
          'log₁₀ of the isotropy index (Tr C)²/(D·Tr C²), largest of start, middle and end [1]',
        expect: 'below',
        bound: -1,
      },
    ],
    rule: 'The index is 1 for C = σ²I and 1/D for rank one. Student test over seeds that its logarithm lies below −1: less than a tenth of the directions carry the noise, at every stage of training.',
    assumptions,
  },
  {
    id: 'X2',
    family: 'own',
    title: 'Minibatch noise approaches a Gaussian as S grows',
    slide: {heading: 'Discussion', words: 'CLT assumption is for i.i.d.'},
    criteria: [
      {
        id: 'decay',
        quantity:
          'Spearman ρ of S with the distance of minibatch noise from a Gaussian, mean over start, middle and end [1]',
        expect: 'below',
        bound: 0,
        smallest: smallest.correlation,
      },
    ],
    rule: 'Distance: Anderson–Darling A² of minibatch gradients along random directions, mean over the directions. One ρ over batch sizes a seed and moment, averaged over the moments; Student test of the seeds’ Fisher z against 0. From which S on the noise cannot be told from a Gaussian is shown.',
    assumptions,
  },
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
    assumptions,
  },
];
