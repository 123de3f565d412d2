import {z} from 'zod';
import {environment} from '../../src/compute/engine/identity.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {probeParts} from '../probe-parts.ts';
import {dataset} from '../acquire-data/record.ts';
import {probeCost} from '../costs.ts';
import {probeRecord} from '../probe-record.ts';
import {snapshots} from '../train/snapshots.ts';
import {trainingRecord} from '../train/record.ts';

/** Probes the covariance of per-example gradients at one snapshot: the third factor. */
export const measureNoise = defineStage({
  name: 'measure-noise',
  summary: 'Measures size, shape and Gaussianity of the gradient noise at one checkpoint.',
  parameters: z.object({
    snapshot: z
      .string()
      .describe(
        'name of the snapshot; `initial` is the state before the first step, and `target` stands ' +
          'for `final` where the target was missed',
      ),
    images: z
      .int()
      .positive()
      .describe(
        'training images of either of two disjoint sets: the first ones, the next ones [images]',
      ),
    batchSize: z.int().positive().describe('images of one pass; divides their number [images]'),
    minIterations: z
      .int()
      .min(0)
      .default(32)
      .describe(
        'the least Lanczos products: their space is taken out of norms and traces [products]',
      ),
    probes: z.int().min(2).describe('random probes of norms and traces [products]'),
    directions: z
      .int()
      .positive()
      .default(3)
      .describe(
        'leading eigenvectors of C along which noise is held against a Gaussian [directions]',
      ),
    batchSizes: z
      .array(z.int().positive())
      .min(1)
      .default([5, 50, 200])
      .describe('minibatch sizes S that are held against a Gaussian [images]'),
    batches: z.int().min(100).default(4000).describe('minibatches drawn for each size [batches]'),
  }),
  inputs: {dataset, snapshots, record: trainingRecord},
  outputs: {probe: probeRecord},
  environment,
  resources: ({images}, upstream) => ({
    cpus: 1,
    gpu: false,
    memoryMB: 1500,
    // Gradients of single images, and their covariance times a hundred or so vectors.
    ...probeCost({images: 60 * images, batchSize: 1}, 'record', upstream),
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: probeParts,
});
