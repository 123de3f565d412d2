import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T2: the Fokker–Planck equation, solved as a PDE, relaxes to the Gibbs law without current. */
export const solveFokkerPlanck = defineStage({
  name: 'solve-fokker-planck',
  summary: 'Solves the Fokker–Planck equation on random losses, beside SGD, until it is at rest.',
  parameters: z.object({
    temperature: z.number().positive().describe('T = nσ²/2 [loss]'),
    learningRate: z.number().positive().describe('η of the SGD beside the equation [1]'),
    batchSize: z.int().positive().describe('S of the SGD beside the equation [examples]'),
    times: z.array(z.number().positive()).describe('when SGD is compared, ascending [ηt]'),
    cells: z.int().positive().describe('cells a line; the plane has a quarter an axis [count]'),
    examples: z.int().positive().describe('N, size of the finite training set [examples]'),
    replicates: z.int().min(2).describe('random losses and starts [count]'),
    chains: z.int().positive().describe('SGD chains a replicate [count]'),
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: ({replicates, chains}) => ({
    cpus: 1,
    memoryMB: 400,
    gpu: false,
    seconds: (replicates * chains) / 8500,
  }),
  body: new URL('./body.ts', import.meta.url),
});
