import {z} from 'zod';
import type {Forecast, Work} from '../../family.ts';

/** How the kernels of dense layers are drawn; biases start at zero. */
export const Initialisation = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('he-normal').describe('N(0, 2/fan-in) (He et al. 2015)')}),
  z.object({
    kind: z
      .literal('glorot-uniform')
      .describe('U(±√(6/(fan-in + fan-out))) (Glorot & Bengio 2010)'),
  }),
  z.object({
    kind: z.literal('gaussian').describe('N(0, std²), whatever the fan-in'),
    std: z.number().positive().describe('standard deviation of every kernel entry [1]'),
  }),
]);
export type Initialisation = z.output<typeof Initialisation>;

export const spec = z.object({
  family: z.literal('mlp').describe('ReLU multi-layer perceptron'),
  depth: z.int().positive().describe('hidden layers [layers]'),
  width: z.int().positive().describe('units of every hidden layer [units]'),
  batchNorm: z.boolean().describe('batch norm between every hidden dense layer and its ReLU'),
  initialisation: Initialisation.describe('how the kernels are drawn'),
});
export type MlpSpec = z.output<typeof spec>;

/** Of one image of MNIST [pixels]. */
const PIXELS = 784;

export const work = ({depth, width}: MlpSpec): Work => ({
  multiplyAdds: width * (PIXELS + (depth - 1) * width + 10),
  activations: depth * width,
  layers: depth + 1,
});

export const forecast: Forecast<MlpSpec> = {
  kernels: 'dense',
  savedOperations: ({width}) => 2 * PIXELS * width,
  startsBadly: ({initialisation}) => initialisation.kind === 'gaussian',
  timed: {
    model: {
      family: 'mlp',
      depth: 4,
      width: 128,
      batchNorm: true,
      initialisation: {kind: 'he-normal'},
    },
    batchSize: 100,
    averaging: 1,
    shape: [28, 28, 1],
  },
};
