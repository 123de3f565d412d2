import {multiplyAdds} from '../../src/models/cost.ts';
import type {ModelSpec} from '../../src/models/spec.ts';

const mnistPixels = 784;

/**
 * Operations that training needs for one image: two for each multiply-add, forward, for the weights
 * and for the activations. The images need no gradient, which counts in MLPs.
 */
export function operationsPerImage(model: ModelSpec): number {
  const ofImages = model.family === 'mlp' ? mnistPixels * model.width : 0;
  return 6 * multiplyAdds(model) - 2 * ofImages;
}
