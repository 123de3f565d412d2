import type {ModelSpec} from './spec.ts';

/** Forward multiply-adds of the full-size models on one 32×32×3 image. */
const VGG_11 = 153e6;
const RESNET_BLOCK = 4.65e6;
const MNIST_PIXELS = 784;

/** Numbers that the layers of the full-size models make of one image. */
const VGG_11_ACTIVATIONS = 150e3;
const RESNET_BLOCK_ACTIVATIONS = 20e3;

/** Numbers that the layers make of one image in a forward pass: a first guess, for planning. */
export function activations(spec: ModelSpec): number {
  switch (spec.family) {
    case 'mlp':
      return spec.depth * spec.width;
    case 'vgg-11':
      return VGG_11_ACTIVATIONS * spec.widthMultiplier;
    case 'resnet':
      return RESNET_BLOCK_ACTIVATIONS * 3 * spec.blocks * spec.widthMultiplier;
  }
}

/** Multiply-adds of a forward pass of one image: a first guess, for planning. Builds nothing. */
export function multiplyAdds(spec: ModelSpec): number {
  switch (spec.family) {
    case 'mlp':
      return spec.width * (MNIST_PIXELS + (spec.depth - 1) * spec.width + 10);
    case 'vgg-11':
      return VGG_11 * spec.widthMultiplier ** 2;
    case 'resnet':
      return RESNET_BLOCK * 3 * spec.blocks * spec.widthMultiplier ** 2;
  }
}

/** Layers with weights: a first guess of how many operations a step starts, for planning. */
export function layers(spec: ModelSpec): number {
  switch (spec.family) {
    case 'mlp':
      return spec.depth + 1;
    case 'vgg-11':
      return 11;
    case 'resnet':
      return 6 * spec.blocks + 2;
  }
}
