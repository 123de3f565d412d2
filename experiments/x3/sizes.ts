import {z} from 'zod';
import {reals, replicates} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const paper = {strengths: [1, 2, 4]};

export const sizes = seeded(
  'X3',
  z
    .object({
      strengths: reals('standard deviations s of the weight of an example in the gradient [1]'),
      replicates,
    })
    .describe('X3: the variance of the gradients is raised; the cell of X1'),
  {quick: {...paper, replicates: 6}, standard: paper, paper},
);
