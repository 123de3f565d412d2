import type {Claim} from '../../src/judging/claim.ts';

/** The central-limit step of the talk, held against the noise of a network: beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X2',
    family: 'own',
    title: 'Minibatch noise at S = 50 is nearly Gaussian along the directions that carry it',
    slide: {heading: 'Discussion', words: 'CLT assumption is for i.i.d.'},
    criteria: [
      {
        id: 'distance',
        quantity:
          'Kolmogorov distance of minibatch noise at S = 50 from a Gaussian, largest of start, middle and end [1]',
        expect: 'below',
        bound: 0.05,
      },
    ],
    rule: 'Along the three leading eigenvectors of C: along random directions noise is a sum over all weights, and Gaussian whatever it is made of. The eigenvectors come from one set of images, the gradients from another. The distance, mean over the three, is the most by which the Gaussian misses the probability of a step up to any size: five points are the bound. Student test over seeds, which can come out either way.',
    assumptions: [
      'The talk names the third factor and only discusses it; network, data and cell are those of E1 [ours].',
      'S = 50 is the smallest batch of the talk’s pairs; the bound of five points is [ours].',
    ],
  },
];
