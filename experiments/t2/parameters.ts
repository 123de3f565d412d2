import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const T2Parameters = z
  .object({
    temperature: z.number().positive().describe('T = nσ²/2 [loss]'),
    learningRate: z.number().positive().describe('η of the SGD beside the equation [1]'),
    batchSize: z.int().positive().describe('S of the SGD beside the equation [examples]'),
    times: z.array(z.number().positive()).describe('when SGD is compared, ascending [ηt]'),
    cells: z.int().positive().describe('cells a line; the plane has a quarter an axis [count]'),
    examples: z.int().positive().describe('N, size of the finite training set [examples]'),
    replicates: z.int().min(2).describe('random losses and starts [count]'),
    chains: z.int().positive().describe('SGD chains a replicate [count]'),
  })
  .describe('T2: the Fokker–Planck equation on random losses, beside SGD');
