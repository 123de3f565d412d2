import {z} from 'zod';
import type {Forecast, Work} from '../../family.ts';
import {widthMultiplier} from '../../width-multiplier.ts';

export const spec = z.object({
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
export type ResnetSpec = z.output<typeof spec>;

/** Of one block of the full width, on one 32×32×3 image. */
const BLOCK = {multiplyAdds: 4.65e6, activations: 20e3};

export const work = ({blocks, widthMultiplier: width}: ResnetSpec): Work => ({
  multiplyAdds: BLOCK.multiplyAdds * 3 * blocks * width ** 2,
  activations: BLOCK.activations * 3 * blocks * width,
  layers: 6 * blocks + 2,
});

export const forecast: Forecast<ResnetSpec> = {
  kernels: 'convolutional',
  timed: {
    model: {family: 'resnet', blocks: 1, widthMultiplier: 0.25},
    batchSize: 128,
    averaging: 2,
    shape: [16, 16, 3],
  },
};
