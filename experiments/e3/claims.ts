import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

/** The pair that is expected to do best, declared before any run: what others are compared with. */
export const peak = {learningRate: 0.5, batchSize: 128} as const;

/** ResNet on CIFAR-10 over a wide range of n. */
export const claims: readonly Claim[] = [
  {
    id: 'E3',
    family: 'talk',
    title: 'Validation accuracy falls towards the highest n: higher n is not always better',
    slide: {
      heading: 'WARNING',
      words:
        "Higher learning rate to batch-size ratio doesn't necessarily lead to higher validation accuracy",
    },
    criteria: [
      {
        id: 'fall',
        quantity:
          'validation accuracy at η = 0.5, S = 128 less that at the highest η at which every seed stays finite [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.accuracy,
      },
      {
        id: 'rise',
        quantity: 'validation accuracy at η = 0.5, S = 128 less that at the lowest η [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.accuracy,
      },
    ],
    rule: 'Accuracy is the mean over the last quarter of the epochs. Paired differences over seeds at S = 128, Student tests; the pair that is expected to do best was declared before any run. A diverged run is shown and never counts as a fall: a learning rate at which one seed diverged is left out.',
    assumptions: [
      'The grid of n was not found: S = 128 with η over three decades or so, in some profiles cells of other S too, divergence included [ours].',
      'Shortcuts and initialisation of the ResNet follow the house style [SD].',
    ],
  },
];
