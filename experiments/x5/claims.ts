import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

/** The factor whose trajectory stands for the equation: the others are held to it. */
export const reference = 0.25;

/** How far the equation holds: discretisation against noise. */
export const claims: readonly Claim[] = [
  {
    id: 'X5',
    family: 'own',
    title: 'At fixed n the equation holds for small steps, and less the larger they are',
    slide: {
      heading: 'Breaking down of theory',
      words: String.raw`Break down for large $\beta$.`,
    },
    criteria: [
      {
        id: 'slope',
        quantity: 'slope of ln D on ln c, from c = ½ to the largest c [1]',
        expect: 'above',
        bound: 0.25,
      },
      {
        id: 'floor',
        quantity: 'ln(D at c = ½ / D of another order of the examples at c = ¼) [1]',
        expect: 'below',
        bound: smallest.logRatio,
      },
    ],
    rule: 'D(c): root mean square difference of the natural logarithm of the train loss between a run with η and S times c and the one with c = ¼, of the same start and the same order of examples, over a common grid of ηt without its beginning. Floor: the same between two orders of examples at c = ¼. Student tests over seeds: the least-squares slope lies above ¼ (where steps do not matter it is 0), and D(½) exceeds the floor by less than a quarter.',
    assumptions: [
      'After Li, Malladi and Arora (2021): SGD follows the equation where η can be scaled down with S and nothing changes; c = ¼ stands for the limit [ours].',
      'The order of the examples is shared, so that a batch at 2c is two batches at c: D is what the size of a step does, while the floor is what the noise does [ours].',
      'Network and images of E9; S = 48c, next to its S = 50β, so that every S is whole and n exactly equal [ours].',
    ],
  },
];
