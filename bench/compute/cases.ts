import {ModelSpec} from '../../src/models/spec.ts';

/** A network that is trained by plain SGD on the embedded sample, for its speed alone. */
export interface Case {
  readonly name: string;
  readonly dataset: string;
  readonly model: ModelSpec;
  readonly batchSizes: readonly number[];
}

const mlp = (depth: number, width: number, batchNorm: boolean): ModelSpec => ({
  family: 'mlp',
  depth,
  width,
  batchNorm,
  initialisation: {kind: 'he-normal'},
});
const onImages = {dataset: 'cifar-10'} as const;

export const cases: readonly Case[] = [
  {name: 'mlp-2x256', dataset: 'fashion-mnist', model: mlp(2, 256, false), batchSizes: [50, 1000]},
  {name: 'mlp-4x256', dataset: 'fashion-mnist', model: mlp(4, 256, true), batchSizes: [50, 1000]},
  {name: 'mlp-20x50', dataset: 'mnist', model: mlp(20, 50, false), batchSizes: [50]},
  {
    ...onImages,
    name: 'vgg-11',
    model: ModelSpec.parse({family: 'vgg-11'}),
    batchSizes: [50, 128],
  },
  {
    ...onImages,
    name: 'resnet-56',
    model: ModelSpec.parse({family: 'resnet', blocks: 9}),
    batchSizes: [128],
  },
  {
    ...onImages,
    name: 'narrow-resnet-8',
    model: ModelSpec.parse({family: 'resnet', blocks: 1, widthMultiplier: 0.25}),
    batchSizes: [128],
  },
  {
    ...onImages,
    name: 'narrow-vgg-11',
    model: ModelSpec.parse({family: 'vgg-11', widthMultiplier: 1 / 16}),
    batchSizes: [32],
  },
];
