import {z} from 'zod';
import {environment} from '../../src/compute/engine/identity.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {probeParts} from '../probe-parts.ts';
import {dataset} from '../acquire-data/record.ts';
import {probeCost} from '../costs.ts';
import {probeRecord} from '../probe-record.ts';
import {snapshots} from '../train/snapshots.ts';
import {trainingRecord} from '../train/record.ts';
import {evaluatedImages, snapshotName} from '../probe-parameters.ts';

/**
 * Surveys a filter-normalised random plane through one snapshot (Li et al. 2018). The seed must depend
 * on the replicate alone, so that the endpoints of a replicate share their directions.
 */
export const surveyPlane = defineStage({
  name: 'survey-plane',
  summary: 'Measures loss and accuracy on a random plane through one checkpoint.',
  parameters: z.object({
    snapshot: snapshotName,
    reach: z
      .number()
      .positive()
      .describe('the largest coordinate; 1 moves every filter by its own norm [1]'),
    points: z
      .int()
      .min(3)
      .refine((count) => count % 2 === 1, 'it must be odd')
      .describe('points of either axis; odd, so that 0 is one of them [points]'),
    ...evaluatedImages,
  }),
  inputs: {dataset, snapshots, record: trainingRecord},
  outputs: {probe: probeRecord},
  environment,
  resources: ({images, points, batchSize}, upstream) => ({
    cpus: 1,
    gpu: false,
    memoryMB: 1500,
    ...probeCost({images: 1.7 * images * points ** 2, batchSize}, 'record', upstream),
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: probeParts,
});
