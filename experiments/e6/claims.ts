import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const heading = String.raw`Simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`;
const criteria = [
  {
    id: 'test-curve',
    quantity: 'difference of test accuracy at the epoch where the two runs differ most surely [1]',
    expect: 'within',
    bound: 0.05,
  },
  {
    id: 'train-curve',
    quantity: 'difference of train accuracy at the epoch where the two runs differ most surely [1]',
    expect: 'within',
    bound: 0.05,
  },
  {
    id: 'end',
    quantity: 'difference of test accuracy at the end [1]',
    expect: 'within',
    bound: 0.015,
  },
] as const;
const control = {
  id: 'control',
  quantity:
    'mean distance of the test curves when S is rescaled by c and η by √c, less that when both are by c [1]',
  expect: 'above',
  bound: 0,
  smallest: smallest.accuracy,
} as const;
const rule =
  'Paired differences over seeds; two one-sided Student tests at every epoch that is evaluated after the first twentieth of ηt, the largest p counts (intersection–union). Margins: 5 points along the way, since the curves rise by some 80 and the talk says "approx"; 1.5 points at the end, less than the 2.1 by which the paper’s two pairs differ from each other.';
const assumptions = [
  'Square wave of 10 epochs, half of them at each noise, 300 epochs, 5 seeds [CR]; smaller profiles shorten both.',
  'Train accuracy is taken on a fixed part of the training set [ours].',
];

/** Learning curves of VGG-11 on CIFAR-10 at equal n. */
export const claims: readonly Claim[] = [
  {
    id: 'E6a',
    family: 'talk',
    title:
      'A cyclic learning rate can be exchanged for a cyclic batch size: the same learning curves',
    slide: {heading, words: 'Left: Cyclic learning rate exchanged for cyclic batch size.'},
    criteria,
    rule,
    paper: 'test accuracy 89.39% (cyclic S), 89.24% (cyclic η) [OR]',
    assumptions,
  },
  {
    id: 'E6b',
    family: 'talk',
    title: 'Constant η and S can be rescaled together: the same learning curves',
    slide: {heading, words: 'Right: Constant learning rate, batch size.'},
    criteria: [...criteria, control],
    rule: `${rule} Rescaling η by √c instead must fit worse.`,
    paper: 'test accuracy 87.25% (S=128, η=.001), 86.92% (S=640, η=.005) [OR]',
    assumptions,
  },
];
