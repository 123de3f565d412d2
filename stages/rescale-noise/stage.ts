import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T4: (η, S) → (cη, cS) keeps the stationary law, until the steps or the training set end it. */
export const rescaleNoise = defineStage({
  name: 'rescale-noise',
  summary: 'Rescales η and S together and finds where the stationary law of SGD leaves Gibbs.',
  parameters: z.object({
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
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: ({replicates, chains}) => ({
    cpus: 1,
    memoryMB: 400,
    gpu: false,
    seconds: (replicates * chains) / 130,
  }),
  body: new URL('./body.ts', import.meta.url),
});
