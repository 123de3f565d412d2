import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T4Parameters = z
  .object({
    learningRate: z.number().positive().describe('η at c = 1 [1]'),
    batchSize: z.int().positive().describe('S at c = 1 [examples]'),
    gradientVariance: z
      .number()
      .positive()
      .describe('σ², per-example gradient variance [loss²/θ²]'),
    factors: z
      .array(z.int().positive())
      .min(3)
      .describe('c, ascending; the first is 1 and one is `kept` [1]'),
    kept: z.int().positive().describe('c at which the law must still be the same [1]'),
    examples: z.int().positive().describe('N of the large training set [examples]'),
    fewExamples: z.int().positive().describe('N of the small training set [examples]'),
    replicates: z.int().min(2).describe('independent replicates [count]'),
    chains: z.int().positive().describe('chains a replicate [count]'),
    duration: z
      .int()
      .positive()
      .describe('time for which a chain is looked at; four times that on two basins [ηt]'),
  })
  .describe('T4: rescaling η and S together');
