import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T6Parameters = z
  .object({
    learningRates: z.array(z.number().positive()).min(2).describe('η, descending [1]'),
    replicates: z.int().min(2).describe('random starts [count]'),
  })
  .describe('T6: gradient descent into a family of equivalent minima');
