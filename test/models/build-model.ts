import {families} from '../../src/models/families/index.ts';
import type {ModelFamily} from '../../src/models/family.ts';
import type {Model} from '../../src/models/model.ts';
import type {ModelSpec} from '../../src/models/spec.ts';

const loaded: Record<string, ModelFamily> = {};
for (const [name, {part}] of Object.entries(families)) loaded[name] = (await part.load()).default;

/** The family of a name, as bodies get it. */
export const family = (name: string): ModelFamily => loaded[name];

/** The model of any family that is listed. */
export const buildModel = (
  spec: ModelSpec,
  inputShape: readonly number[],
  classes: number,
): Model => family(spec.family).build(spec, inputShape, classes);
