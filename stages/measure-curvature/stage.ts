import {z} from 'zod';
import {environment} from '../../src/compute/engine/identity.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {probeParts} from '../probe-parts.ts';
import {probeRecord} from '../probe-record.ts';
import {dataset} from '../acquire-data/record.ts';
import {probeCost} from '../costs.ts';
import {snapshots} from '../train/snapshots.ts';
import {trainingRecord} from '../train/record.ts';
import {snapshotName} from '../probe-parameters.ts';

/** What λ_max in units of filter norms takes, as a first guess [products]. */
const RESCALED_PRODUCTS = 15;

/** Products with the Hessian, or what takes as long; a step of Lanczos for the density keeps its basis orthogonal. */
const products = (asked: {
  readonly minIterations: number;
  readonly probes: number;
  readonly rescaledProbes: number;
  readonly trainingProducts: number;
  readonly finiteDifferenceProbes: number;
  readonly densityProbes: number;
  readonly densitySteps: number;
}): number =>
  asked.minIterations +
  asked.probes +
  asked.rescaledProbes +
  asked.trainingProducts / 2 +
  RESCALED_PRODUCTS +
  2 * asked.finiteDifferenceProbes +
  5 * asked.densityProbes * asked.densitySteps;

/** Probes the Hessian of the train loss at one snapshot, on the first training images. */
export const measureCurvature = defineStage({
  name: 'measure-curvature',
  summary: 'Measures the Hessian of the train loss at one checkpoint.',
  parameters: z.object({
    snapshot: snapshotName,
    images: z.int().positive().describe('training images, the same for all checkpoints [images]'),
    batchSize: z
      .int()
      .positive()
      .describe('images of one pass; divides their number, does not change the mean [images]'),
    batchNorm: z
      .enum(['evaluation', 'training'])
      .default('evaluation')
      .describe('statistics that batch norm uses: running ones, or those of each batch'),
    tolerance: z
      .number()
      .positive()
      .default(0.01)
      .describe('residual of an eigenvalue at which Lanczos stops, over the spectral radius [1]'),
    minIterations: z
      .int()
      .min(0)
      .default(32)
      .describe(
        'the least Lanczos products: their space is taken out of norm and trace [products]',
      ),
    maxIterations: z.int().positive().default(60).describe('the most Lanczos products [products]'),
    largest: z.int().positive().default(1).describe('eigenvalues wanted at the top [eigenvalues]'),
    smallest: z.int().min(0).default(1).describe('eigenvalues wanted at the bottom [eigenvalues]'),
    probes: z.int().min(2).describe('random probes of ‖H‖_F and Tr H [products]'),
    rescaledProbes: z
      .int()
      .min(0)
      .refine((count) => count !== 1, {message: 'Give none, or two or more.'})
      .default(0)
      .describe(
        'random probes of ‖H‖_F with every filter in units of its norm; 0: none [products]',
      ),
    trainingProducts: z
      .int()
      .min(0)
      .default(0)
      .describe(
        'the most Lanczos products for λ_max with batch norm in training mode; 0: not measured [products]',
      ),
    finiteDifferenceProbes: z
      .int()
      .min(0)
      .default(0)
      .describe('probes of the paper’s finite-difference estimator; 0: none [products]'),
    densityProbes: z
      .int()
      .min(0)
      .default(0)
      .describe('probes of the spectral density; 0: none [probes]'),
    densitySteps: z.int().positive().default(40).describe('Lanczos steps of each [products]'),
  }),
  inputs: {dataset, snapshots, record: trainingRecord},
  outputs: {probe: probeRecord},
  environment,
  resources: (parameters, upstream) => ({
    cpus: 1,
    gpu: false,
    // What is kept between products grows with the images, up to a gibibyte. The vectors of Lanczos come
    // on top and are as long as the network is large, which is not known here; large networks are looked at
    // on many images: VGG-11 in full took 3.2 GB.
    memoryMB: 1500 + Math.min(parameters.images, 2000),
    ...probeCost(
      {images: parameters.images * products(parameters), batchSize: parameters.batchSize},
      'record',
      upstream,
    ),
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: probeParts,
});
