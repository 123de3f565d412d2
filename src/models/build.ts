import {familyOf} from './families/index.ts';
import type {Model} from './model.ts';
import type {ModelSpec} from './spec.ts';

/**
 * The model of any family that is listed, for images of `inputShape` [height, width, channels]. Bodies build with the
 * family that they are given.
 */
export async function buildModel(
  spec: ModelSpec,
  inputShape: readonly number[],
  classes: number,
): Promise<Model> {
  const {default: family} = await familyOf(spec).part.load();
  return family.build(spec, inputShape, classes);
}
