import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T5: the ratio of basin probabilities does not depend on the (linear) parametrization. */
export const reparametrize = defineStage({
  name: 'reparametrize',
  summary: 'Compares the odds of two basins, by formula and by SGD, under random linear maps.',
  parameters: z.object({
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
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: ({replicates, chains}) => ({
    cpus: 1,
    memoryMB: 300,
    gpu: false,
    seconds: (replicates * chains) / 50,
  }),
  body: new URL('./body.ts', import.meta.url),
});
