import type {DatasetName} from '../dataset.ts';
import {folderSource} from './folder.ts';
import type {Source} from './source.ts';

/** Where a collection is looked for, in order. */
export const sourcesOf = (
  dataset: DatasetName,
  dataFolder: string | undefined,
): readonly Source[] => (dataFolder === undefined ? [] : [folderSource(dataFolder)]);
