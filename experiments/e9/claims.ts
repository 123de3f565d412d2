import type {Claim} from '../../src/judging/claim.ts';

const heading = 'Breaking down of theory';
const assumptions = [
  'Maximum validation accuracy over as many evaluations in every run; a diverged run counts with what it reached before [REC].',
  'Equal ηt at every β and train size, so that fewer steps are taken at large β, as in the talk; β = 1 and 15 are trained for twice as long too [ours].',
  'The variant at half the noise (η = 0.05β) is shown and not judged, where the profile has it [REC].',
];

/** Up to here accuracy is to stay as at β = 1. */
export const flatBeta = 3;

/** What counts as a change of accuracy, in units of its height above guessing at β = 1 [1]. */
const heightMargin = 0.1;

/** The smallest share of that height that matters: a point of accuracy at a height of forty points [1]. */
const smallestShare = 0.025;

const lost = {expect: 'above', bound: heightMargin} as const;

/** VGG-11 on CIFAR-10 at fixed n with growing β. */
export const claims: readonly Claim[] = [
  {
    id: 'E9a',
    family: 'talk',
    title: 'At fixed n accuracy is flat in β, then drops',
    slide: {heading, words: String.raw`Break down for large $\beta$.`},
    criteria: [
      {
        id: 'drop',
        quantity:
          'share of the height above guessing at β = 1 that is lost at the largest β, accuracy of the best evaluation [1]',
        ...lost,
      },
      {
        id: 'flat',
        quantity:
          'accuracy at β = 3 less that at β = 1, over the height of the latter above guessing [1]',
        expect: 'within',
        bound: heightMargin,
      },
      {
        id: 'drop-twice',
        quantity: 'the share that is lost at the largest β when both are trained twice as long [1]',
        ...lost,
      },
    ],
    rule: 'Largest train set. Flat: two one-sided Student tests over seeds that accuracy at β = 1 and 3 is equal within a tenth of the height above guessing. Drop: Student test that more than this tenth is lost at the largest β. The same again with twice the time, so that a lack of steps is not taken for a breakdown.',
    assumptions,
  },
  {
    id: 'E9b',
    family: 'talk',
    title: 'The breakdown comes earlier for the smaller train set',
    slide: {heading, words: String.raw`Earlier for smaller train size.`},
    criteria: [
      {
        id: 'kept',
        quantity:
          'share of the height above guessing at β = 1 that is kept, mean over all larger β: largest train set less smallest [1]',
        expect: 'above',
        bound: 0,
        smallest: smallestShare,
      },
    ],
    rule: 'Earlier: the smaller set keeps less of its own accuracy at β = 1, on the mean over the larger β, after the same ηt. Paired differences over seeds, Student test against 0. The β at which a tenth is lost is shown.',
    assumptions,
  },
];
