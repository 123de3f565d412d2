import {z} from 'zod';
import {DATASET_NAMES} from '../../src/data/dataset.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {dataset} from './record.ts';

/**
 * Brings one image collection in. Neither the place it comes from nor the time is part of the key:
 * the body pins the SHA-256 of every published file and of every sheet of the sample, and its own
 * bundle is hashed.
 */
export const acquireData = defineStage({
  name: 'acquire-data',
  summary: 'Brings an image collection in, verified, and splits it.',
  parameters: z.object({
    dataset: z.enum(DATASET_NAMES).describe('which image collection'),
    extent: z
      .enum(['sample', 'full'])
      .describe('which images: the embedded sample or the whole collection'),
    averaging: z
      .int()
      .positive()
      .default(1)
      .describe(
        'pixels of either side whose mean is one pixel; 1: the images as they are [pixels]',
      ),
  }),
  inputs: {},
  outputs: {dataset},
  resources: ({extent}) => ({
    cpus: 1,
    memoryMB: extent === 'full' ? 600 : 200,
    gpu: false,
    seconds: extent === 'full' ? 60 : 0.6,
  }),
  body: new URL('./body.ts', import.meta.url),
});
