import {z} from 'zod';
import {environment} from '../src/compute/engine/identity.ts';
import {defineStage} from '../src/pipeline/define.ts';
import {dataset} from './kinds/dataset.ts';
import {plane} from './kinds/plane.ts';
import {snapshots} from './kinds/snapshots.ts';
import {trainingRecord} from './kinds/training-record.ts';

/**
 * Surveys a filter-normalised random plane through one snapshot (Li et al. 2018). The seed must depend
 * on the replicate alone, so that the endpoints of a replicate share their directions.
 */
export const surveyPlane = defineStage({
  name: 'survey-plane',
  summary: 'Measures loss and accuracy on a random plane through one checkpoint.',
  parameters: z.object({
    snapshot: z
      .string()
      .describe('name of the snapshot; `target` stands for `final` where the target was missed'),
    reach: z
      .number()
      .positive()
      .describe('the largest coordinate; 1 moves every filter by its own norm [1]'),
    points: z
      .int()
      .min(3)
      .refine((count) => count % 2 === 1, 'it must be odd')
      .describe('points of either axis; odd, so that 0 is one of them [points]'),
    images: z
      .int()
      .positive()
      .describe('images of the training and of the validation split [images]'),
    batchSize: z
      .int()
      .positive()
      .describe('images of one pass, and of one estimate of the statistics [images]'),
  }),
  inputs: {dataset, snapshots, record: trainingRecord},
  outputs: {plane},
  environment,
  resources: ({images, points}) => ({
    cpus: 1,
    gpu: false,
    memoryMB: 1500,
    seconds: (images * points ** 2) / 4000,
  }),
  body: new URL('./bodies/survey-plane.ts', import.meta.url),
});
