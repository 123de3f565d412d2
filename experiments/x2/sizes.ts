import {z} from 'zod';
import {replicates} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

const paper = {replicates: 16};

export const sizes = sized(
  z.object({replicates}).describe('X2: is minibatch noise Gaussian; the cell of X1'),
  {quick: {replicates: 6}, standard: paper, paper},
);
