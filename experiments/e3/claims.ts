import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

/** ResNet on CIFAR-10 over a wide range of n. */
export const claims: readonly Claim[] = [
  {
    id: 'E3',
    family: 'talk',
    title: 'Validation accuracy peaks at an n inside the grid: higher n is not always better',
    slide: {
      heading: 'WARNING',
      words:
        "Higher learning rate to batch-size ratio doesn't necessarily lead to higher validation accuracy",
    },
    criteria: [
      {
        id: 'rise',
        quantity: 'validation accuracy at the best inner n less that at the smallest n [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.accuracy,
      },
      {
        id: 'fall',
        quantity: 'validation accuracy at the best inner n less that at the largest n [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.accuracy,
      },
    ],
    rule: 'Paired differences over seeds, Student tests against 0, both at the same inner cell; p times the number of inner cells pays for the choice of the cell. A diverged run counts with the accuracy of guessing.',
    assumptions: [
      'The grid of n was not found: S = 128 with η from 0.001 to 2, and some cells of other S, divergence included [ours].',
      'Shortcuts and initialisation of the ResNet follow the house style [SD].',
    ],
  },
];
