import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T3Parameters = z
  .object({
    learningRate: z.number().positive().describe('η [1]'),
    batchSizes: z.array(z.int().positive()).min(3).describe('S, each giving an n = η/S [examples]'),
    gradientVariance: z
      .number()
      .positive()
      .describe('σ², per-example gradient variance [loss²/θ²]'),
    examples: z.int().positive().describe('N, size of the finite training set [examples]'),
    replicates: z.int().min(2).describe('independent replicates [count]'),
    chains: z.int().positive().describe('chains a replicate, half from either minimum [count]'),
    duration: z.number().positive().describe('how long chains are watched [relaxation times]'),
  })
  .describe('T3: SGD between two basins: occupancy and escape');
