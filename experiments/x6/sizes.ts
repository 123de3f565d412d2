import {z} from 'zod';
import {count} from '../../src/study/sized.ts';
import {lookedAs, sized} from '../profiles.ts';

export const sizes = lookedAs(
  'E9',
  sized(
    z
      .object({
        images: count('training images on which gradient and noise are measured [images]'),
        batchSize: count('images of one pass of the probe; does not change the mean [images]'),
        minIterations: count('Lanczos products whose space is taken out exactly [products]'),
      })
      .describe('X6: critical batch size; runs of E9'),
    {
      quick: {images: 250, batchSize: 250, minIterations: 4},
      standard: {images: 1000, batchSize: 500, minIterations: 16},
      paper: {images: 10_000, batchSize: 100, minIterations: 60},
    },
  ),
);
