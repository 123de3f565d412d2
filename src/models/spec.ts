import {z} from 'zod';

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

export const MlpSpec = z.object({
  family: z.literal('mlp').describe('ReLU multi-layer perceptron'),
  depth: z.int().positive().describe('hidden layers [layers]'),
  width: z.int().positive().describe('units of every hidden layer [units]'),
  batchNorm: z.boolean().describe('batch norm between every hidden dense layer and its ReLU'),
  initialisation: Initialisation.describe('how the kernels are drawn'),
});
export type MlpSpec = z.output<typeof MlpSpec>;

const widthMultiplier = z
  .number()
  .positive()
  .default(1)
  .describe('factor on the number of channels and hidden units of the published model [1]');

export const VggSpec = z.object({
  family: z.literal('vgg-11').describe('VGG-11 for CIFAR, with a head of two dense layers'),
  widthMultiplier,
  batchNorm: z
    .boolean()
    .default(true)
    .describe('batch norm after every conv and hidden dense layer'),
  dropout: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe('dropout rate before each dense layer; 0 is off [1]'),
});
export type VggSpec = z.output<typeof VggSpec>;

export const ResnetSpec = z.object({
  family: z.literal('resnet').describe('ResNet-(6n+2) for CIFAR (He et al. 2016)'),
  blocks: z.int().positive().describe('n, residual blocks in each of the three stages [blocks]'),
  widthMultiplier,
  shortcut: z
    .enum(['projection', 'padding'])
    .default('projection')
    .describe(
      'where the shape changes: 1×1 convolution, or subsampling with zero channels (option A)',
    ),
});
export type ResnetSpec = z.output<typeof ResnetSpec>;

/** A model, as parameters of a stage and records name it. */
export const ModelSpec = z.discriminatedUnion('family', [MlpSpec, VggSpec, ResnetSpec]);
export type ModelSpec = z.output<typeof ModelSpec>;
