import {z} from 'zod';
import {count, real, reals, replicates} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

const paper = {learningRate: 0.02, batchSize: 200, strengths: [1, 2, 4], replicates: 5};

export const sizes = sized(
  z
    .object({
      learningRate: real('learning rate η of the intervention [1]'),
      batchSize: count('batch size S of the intervention [images]'),
      strengths: reals('standard deviations of the weight of an example in the gradient [1]'),
      replicates,
    })
    .describe('X1–X3: the third factor; network, images and target of E1'),
  {quick: {...paper, replicates: 6}, standard: paper, paper},
);
