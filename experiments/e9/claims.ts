import type {Claim} from '../../src/judging/claim.ts';

const heading = 'Breaking down of theory';
const assumptions = [
  'β ∈ {1, 3, …, 15}, 5 seeds, maximum validation accuracy over epochs, a diverged run counts with what it reached before [REC].',
  'Equal epochs, so that fewer steps are taken at large β, as in the talk; a control at equal steps is shown where the profile has one [ours].',
  'The variant at half the noise (η = 0.05β) is shown and not judged [REC].',
];

/** The least fall of accuracy that counts as a breakdown: four times the largest spread between seeds in the paper’s tables. */
export const smallestDrop = 0.02;

/** VGG-11 on CIFAR-10 at fixed n with growing β. */
export const claims: readonly Claim[] = [
  {
    id: 'E9a',
    family: 'talk',
    title: 'At fixed n accuracy is flat in β, then drops sharply',
    slide: {heading, words: String.raw`Break down for large $\beta$.`},
    criteria: [
      {
        id: 'drop',
        quantity: 'best validation accuracy at the change point less that at the largest β [1]',
        expect: 'above',
        bound: smallestDrop,
      },
      {
        id: 'bend',
        quantity:
          'a quarter of the loss of accuracy per β after the change point, less that before [1]',
        expect: 'above',
        bound: 0,
      },
    ],
    rule: 'Largest train set. Student tests over seeds, both at the same change point; p times the number of inner β pays for the choice. A drop counts from 2 points on: four times the largest spread between seeds in the paper’s tables. Flat: accuracy falls at most a quarter as fast before as after.',
    assumptions,
  },
  {
    id: 'E9b',
    family: 'talk',
    title: 'The breakdown comes earlier for the smaller train set',
    slide: {heading, words: String.raw`Earlier for smaller train size.`},
    criteria: [
      {
        id: 'onset',
        quantity: 'β at the onset for the largest train set less that for the smallest [1]',
        expect: 'above',
        bound: 0,
      },
    ],
    rule: 'Onset: the β at which a seed’s curve, past its peak, has lost a tenth of its height above guessing (linear between β; the last β when it never does). Paired differences over seeds, Student test against 0, variance at least that of a uniform error of one step of the grid.',
    assumptions,
  },
];
