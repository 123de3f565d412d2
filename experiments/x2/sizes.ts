import {z} from 'zod';
import {replicates} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

export const sizes = seeded(
  'X2',
  z.object({replicates}).describe('X2: is minibatch noise Gaussian; the cell of X1'),
  {quick: {replicates: 6}, standard: {}, paper: {}},
);
