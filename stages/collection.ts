import {SharedInput} from '../src/pipeline/shared-input.ts';
import {dataset} from './acquire-data/record.ts';

/** The images of an experiment, which all of its cells read. */
export const collection = new SharedInput(dataset);
