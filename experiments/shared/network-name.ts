import {z} from 'zod';
import type {Run} from '../../src/study/experiment.ts';

const Known = z.discriminatedUnion('family', [
  z.object({family: z.literal('mlp'), depth: z.int(), width: z.int(), batchNorm: z.boolean()}),
  z.object({family: z.literal('vgg-11'), widthMultiplier: z.number()}),
  z.object({family: z.literal('resnet'), blocks: z.int(), widthMultiplier: z.number()}),
]);

/** `VGG-11 at 1/16 of its width`. A family that is not known here is told by its own name. */
export function networkName(model: Run['model']): string {
  const {success, data} = Known.safeParse(model);
  if (!success) return model.family;
  switch (data.family) {
    case 'mlp':
      return `MLP of ${data.depth} layers of ${data.width} units${data.batchNorm ? ', batch-normalised' : ''}`;
    case 'vgg-11':
      return `VGG-11${atWidth(data.widthMultiplier)}`;
    case 'resnet':
      return `ResNet-${6 * data.blocks + 2}${atWidth(data.widthMultiplier)}`;
  }
}

const atWidth = (multiplier: number): string =>
  multiplier === 1 ? '' : ` at ${multiplier < 1 ? `1/${1 / multiplier}` : multiplier} of its width`;
