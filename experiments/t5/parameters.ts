import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T5Parameters = z
  .object({
    learningRate: z.number().positive().describe('η [1]'),
    batchSize: z.int().positive().describe('S [examples]'),
    gradientVariance: z
      .number()
      .positive()
      .describe('σ², in the coordinates SGD runs in [loss²/θ²]'),
    stretch: z
      .number()
      .min(1)
      .describe('largest factor by which a random map stretches an axis [1]'),
    examples: z.int().positive().describe('N, size of the finite training set [examples]'),
    replicates: z.int().min(2).describe('random maps [count]'),
    chains: z.int().positive().describe('chains a run, half from either minimum [count]'),
    duration: z.number().positive().describe('how long chains are watched [relaxation times]'),
  })
  .describe('T5: the odds of two basins under random linear maps');
