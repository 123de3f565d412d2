import type {Collection} from '../collection.ts';
import {folderSource} from './folder.ts';
import type {Source} from './source.ts';

/** Where a collection is looked for, in order: the person's folder, then its own sources. */
export const sourcesOf = (
  {sources}: Collection,
  dataFolder: string | undefined,
): readonly Source[] => [
  ...(dataFolder === undefined ? [] : [folderSource(dataFolder)]),
  ...sources,
];
