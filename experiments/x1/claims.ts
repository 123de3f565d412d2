import type {Claim} from '../../src/judging/claim.ts';

/** The third factor, measured: beyond the slides. */
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
    rule: 'The index is 1 for C = σ²I and 1/D for rank one. Its traces are taken across two disjoint sets of images, so that few images do not pass for few directions and isotropic noise would show. Student test over seeds that its logarithm lies below −1: less than a tenth of the directions carry the noise, at every stage of training.',
    assumptions: [
      'The talk names the third factor and only discusses it; network, data and cell are those of E1 [ours].',
    ],
  },
];
