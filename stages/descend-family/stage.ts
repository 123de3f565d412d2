import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {TheoryStudy} from '../study/record.ts';

/** Claim T6: rescaled copies of a minimum differ in sharpness; gradient descent finds one of them. */
export const descendFamily = defineStage({
  name: 'descend-family',
  summary: 'Follows gradient descent into the family of minima that rescaling makes of one.',
  parameters: z.object({
    learningRates: z.array(z.number().positive()).min(2).describe('η, descending [1]'),
    replicates: z.int().min(2).describe('random starts [count]'),
  }),
  inputs: {},
  outputs: {study: TheoryStudy},
  resources: () => ({cpus: 1, memoryMB: 300, gpu: false, seconds: 0.1}),
  body: new URL('./body.ts', import.meta.url),
});
