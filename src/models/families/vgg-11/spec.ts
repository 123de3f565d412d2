import {z} from 'zod';
import type {Forecast, Work} from '../../family.ts';
import {widthMultiplier} from '../../width-multiplier.ts';

export const spec = z.object({
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
export type VggSpec = z.output<typeof spec>;

/** Of the full width, on one 32×32×3 image. */
const FULL = {multiplyAdds: 153e6, activations: 150e3};

export const work = (spec: VggSpec): Work => ({
  multiplyAdds: FULL.multiplyAdds * spec.widthMultiplier ** 2,
  activations: FULL.activations * spec.widthMultiplier,
  layers: 11,
});

export const forecast: Forecast<VggSpec> = {
  kernels: 'convolutional',
  timed: {
    model: {family: 'vgg-11', widthMultiplier: 0.0625},
    batchSize: 50,
    averaging: 2,
    shape: [16, 16, 3],
  },
};
