import {z} from 'zod';
import {environment} from '../../src/compute/engine/identity.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {dataset} from '../acquire-data/record.ts';
import {probeCost} from '../costs.ts';
import {snapshotName} from '../probe-parameters.ts';
import {probeParts} from '../probe-parts.ts';
import {probeRecord} from '../probe-record.ts';
import {trainingRecord} from '../train/record.ts';
import {snapshots} from '../train/snapshots.ts';

/** λ_max alone, as training itself feels it: for many moments of a run, where all of a Hessian would cost too much. */
export const measureSharpness = defineStage({
  name: 'measure-sharpness',
  summary: 'Measures λ_max with batch norm in training mode at one checkpoint.',
  parameters: z.object({
    snapshot: snapshotName,
    images: z.int().positive().describe('training images, the first ones [images]'),
    batchSize: z
      .int()
      .positive()
      .describe(
        'images of one estimate of the batch-norm statistics; divides their number [images]',
      ),
    maxIterations: z.int().positive().default(40).describe('the most Lanczos products [products]'),
  }),
  inputs: {dataset, snapshots, record: trainingRecord},
  outputs: {probe: probeRecord},
  environment,
  resources: ({images, batchSize, maxIterations}, upstream) => ({
    cpus: 1,
    gpu: false,
    memoryMB: 1500 + Math.min(images, 2000),
    ...probeCost({images: (images * maxIterations) / 2, batchSize}, 'record', upstream),
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: probeParts,
});
