import {z} from 'zod';
import type {Collection} from '../../src/data/collection.ts';
import {collections} from '../../src/data/collections/index.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {onePart} from '../../src/pipeline/parts.ts';
import {dataset} from './record.ts';

/**
 * Brings one image collection in. Neither the place it comes from nor the time is part of the key:
 * the collection, its part, pins the SHA-256 of every published file and of every sheet of the sample, and
 * the bundle of both is hashed.
 */
export const acquireData = defineStage({
  name: 'acquire-data',
  summary: 'Brings an image collection in, verified, and splits it.',
  parameters: z.object({
    dataset: z.enum(Object.keys(collections)).describe('which image collection'),
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
  parts: {collection: onePart<Collection>()},
});
