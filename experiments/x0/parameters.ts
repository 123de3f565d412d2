import {z} from 'zod';

/** Apart from the sizes: the study reads it, and what all that it reaches says is in its key. */
export const X0Parameters = z
  .object({
    examples: z.int().positive().describe('N, size of the finite training sets [examples]'),
    replicates: z.int().min(2).describe('independent replicates, each with its own data [count]'),
    chains: z.int().positive().describe('chains a replicate [count]'),
    snapshots: z.int().positive().describe('looks at every chain [count]'),
    basinChains: z.int().positive().describe('chains a replicate on two basins [count]'),
    basinDuration: z.number().positive().describe('how long those are watched [relaxation times]'),
  })
  .describe('X0: stationary covariances of SGD where noise is not isotropic');
