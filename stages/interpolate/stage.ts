import {z} from 'zod';
import {environment} from '../../src/compute/engine/identity.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {probeParts} from '../probe-parts.ts';
import {dataset} from '../acquire-data/record.ts';
import {probeCost} from '../costs.ts';
import {probeRecord} from '../probe-record.ts';
import {snapshots} from '../train/snapshots.ts';
import {trainingRecord} from '../train/record.ts';
import {evaluatedImages} from '../probe-parameters.ts';

/** Walks the straight line between snapshots of two runs of one model on one data set. */
export const interpolate = defineStage({
  name: 'interpolate',
  summary: 'Measures loss and accuracy on the line between two checkpoints.',
  parameters: z.object({
    left: z.string().describe('snapshot at α = 0; `target` stands for `final` where it was missed'),
    right: z.string().describe('snapshot at α = 1; likewise'),
    from: z.number().max(0).default(-1).describe('the least α [1]'),
    to: z.number().min(1).default(2).describe('the largest α [1]'),
    points: z.int().min(7).describe('points of α; 0 and 1 must be among them [points]'),
    delta: z
      .number()
      .positive()
      .describe('δ: a width ends where train loss exceeds that of its end by it [nat]'),
    ...evaluatedImages,
  }),
  inputs: {
    dataset,
    left: snapshots,
    right: snapshots,
    leftRecord: trainingRecord,
    rightRecord: trainingRecord,
  },
  outputs: {probe: probeRecord},
  environment,
  resources: ({images, points, batchSize}, upstream) => ({
    cpus: 1,
    gpu: false,
    memoryMB: 1500,
    // Two splits, and the statistics of batch norm anew at every point.
    ...probeCost({images: 2.7 * images * points, batchSize}, 'leftRecord', upstream),
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: probeParts,
});
