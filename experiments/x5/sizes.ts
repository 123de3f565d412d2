import {z} from 'zod';
import {count, epochs, reals, replicates} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const factors = [0.5, 1, 2, 4];

export const sizes = seeded(
  'X5',
  z
    .object({
      batchSize: count('batch size S at c = 1 [images]'),
      factors: reals('factors c on η and S that are compared with c = ¼ [1]'),
      epochs,
      moments: count('moments of ηt at which train losses are compared [moments]'),
      replicates,
    })
    .describe('X5: where the equation holds; network, n and largest training set of E9'),
  {
    quick: {batchSize: 48, factors, epochs: 2, moments: 5, replicates: 4},
    standard: {batchSize: 48, factors, epochs: 20, moments: 20},
    paper: {batchSize: 48, factors, epochs: 200, moments: 40},
  },
);
