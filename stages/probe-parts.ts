import type {ModelFamily} from '../src/models/family.ts';
import {onePart} from '../src/pipeline/parts.ts';

/** What every probe is given beside its inputs: the family of the model that was trained, to build it again. */
export const probeParts = {family: onePart<ModelFamily>()};
export type ProbeParts = typeof probeParts;
