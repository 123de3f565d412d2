import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T3: occupancy and escape of a sharp deep and a wide shallow basin, on a line and in a plane. */
export const simulateBasins = defineStage({
  name: 'simulate-basins',
  summary: 'Simulates SGD between two basins: occupancy, crossing n and escape rates.',
  parameters: z.object({
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
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: ({replicates, chains}) => ({
    cpus: 1,
    memoryMB: 300,
    gpu: false,
    seconds: (replicates * chains) / 27,
  }),
  body: new URL('./body.ts', import.meta.url),
});
