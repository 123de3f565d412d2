import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T1Parameters = z
  .object({
    noises: z.array(z.number().positive()).min(1).describe('n = η/S, each taken at every η [1]'),
    learningRates: z
      .array(z.number().positive())
      .min(2)
      .describe('η, ascending; every η/n must be an integer batch size [1]'),
    gradientVariance: z
      .number()
      .positive()
      .describe('σ², per-example gradient variance [loss²/θ²]'),
    limitBatchSizes: z
      .array(z.int().positive())
      .min(2)
      .describe('S of the central limit study, at fixed nσ² and η [examples]'),
    examples: z.int().positive().describe('N, size of the finite training set [examples]'),
    replicates: z.int().min(2).describe('independent replicates [count]'),
    chains: z.int().positive().describe('chains a replicate, half from either minimum [count]'),
    duration: z.number().positive().describe('time for which a chain is looked at [ηt]'),
  })
  .describe('T1: SGD and its SDE on two basins, against the Gibbs law');
