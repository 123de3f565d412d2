import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T7: where noise is not isotropic the Gibbs form fails, by what the Lyapunov equation says. */
export const simulateCovariance = defineStage({
  name: 'simulate-covariance',
  summary:
    'Measures stationary covariances of SGD against the Lyapunov equation and the Gibbs form.',
  parameters: z.object({
    examples: z.int().positive().describe('N, size of the finite training sets [examples]'),
    replicates: z.int().min(2).describe('independent replicates, each with its own data [count]'),
    chains: z.int().positive().describe('chains a replicate [count]'),
    snapshots: z.int().positive().describe('looks at every chain [count]'),
    basinChains: z.int().positive().describe('chains a replicate on two basins [count]'),
    basinDuration: z.number().positive().describe('how long those are watched [relaxation times]'),
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: ({replicates, chains}) => ({
    cpus: 1,
    memoryMB: 400,
    gpu: false,
    seconds: (replicates * chains) / 140,
  }),
  body: new URL('./body.ts', import.meta.url),
});
