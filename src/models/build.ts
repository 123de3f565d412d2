import {mlp} from './mlp.ts';
import type {Model} from './model.ts';
import {resnet} from './resnet.ts';
import type {ModelSpec} from './spec.ts';
import {vgg11} from './vgg.ts';

/** The model that a specification names, for images of `inputShape` [height, width, channels]. */
export function buildModel(spec: ModelSpec, inputShape: readonly number[], classes: number): Model {
  switch (spec.family) {
    case 'mlp':
      return mlp(spec, inputShape, classes);
    case 'vgg-11':
      return vgg11(spec, inputShape, classes);
    case 'resnet':
      return resnet(spec, inputShape, classes);
  }
}
