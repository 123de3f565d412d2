import type {Claim} from '../../src/judging/claim.ts';

/** The critical batch size: where accuracy breaks down, against the gradient noise scale. */
export const claims: readonly Claim[] = [
  {
    id: 'X6',
    family: 'own',
    title: 'Accuracy breaks down at the batch size at which noise and gradient are equal',
    slide: {
      heading: 'Breaking down of theory',
      words: String.raw`Earlier for smaller train size.`,
    },
    criteria: [
      {
        id: 'scale',
        quantity:
          'ln(S at which a tenth of the height above guessing is lost / (Tr C/‖ḡ‖²) in the middle of training), mean over train sizes [1]',
        expect: 'within',
        bound: Math.log(4),
      },
      {
        id: 'order',
        quantity:
          'product of the differences of both logarithms between the largest and the smallest train set [1]',
        expect: 'above',
        bound: 0,
      },
    ],
    rule: 'S from the sweep over β of E9, linear between the β that were trained; where so much is never lost, the largest S, a bound. Two one-sided Student tests over seeds that both agree within a factor of four; Student test that both order the train sizes alike.',
    assumptions: [
      'Critical batch size after McCandlish et al. (2018) and Shallue et al. (2019), who judge it by the steps to a loss; here it is judged by the accuracy that is left at equal ηt [ours].',
      'C and ḡ at the middle of the runs with β = 1; what so few images add to ‖ḡ‖² in the mean, Tr C·(1/m − 1/N) for m of N, is taken off [ours].',
    ],
  },
];
