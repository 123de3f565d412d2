import {z} from 'zod';
import {reals, replicates} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const paper = {strengths: [1, 2]};

export const sizes = seeded(
  'X4',
  z
    .object({
      strengths: reals(
        'standard deviations s of the weight of an example, held against noise n·(1 + s²) [1]',
      ),
      replicates,
    })
    .describe('X4: noise is one number nσ²; the cell of X1'),
  {quick: {...paper, replicates: 8}, standard: paper, paper},
);
