import {z} from 'zod';
import {count, real, replicates} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const paper = {learningRate: 0.02, batchSize: 200};

export const sizes = seeded(
  'X1',
  z
    .object({
      learningRate: real('learning rate η of the cell where the third factor is looked at [1]'),
      batchSize: count('batch size S of this cell [images]'),
      replicates,
    })
    .describe('X1: the covariance of the gradients; network, images and target of E1'),
  {quick: {...paper, replicates: 6}, standard: paper, paper},
);
