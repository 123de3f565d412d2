import {familyOf} from '../../src/models/families/index.ts';
import type {ModelSpec} from '../../src/models/spec.ts';

/**
 * Operations that training needs for one image: two for each multiply-add, forward, for the weights
 * and for the activations. The images need no gradient, which counts in MLPs.
 */
export function operationsPerImage(model: ModelSpec): number {
  const {work, savedOperations} = familyOf(model);
  return 6 * work(model).multiplyAdds - savedOperations(model);
}
