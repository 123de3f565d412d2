import {lstatSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {misplaced} from '../store/errors.ts';
import {readRegularSync} from '../system/regular-file.ts';

/** What stands beside the results and only serves to explain and to estimate is no larger. */
const MAX_BYTES = 64 * 2 ** 20;

/** The text of such a file; undefined where there is none, and where something else stands. */
export function recall(file: string): string | undefined {
  try {
    return readRegularSync(file, MAX_BYTES)?.toString();
  } catch {
    return undefined;
  }
}

/**
 * Makes the folder `name` of a store that is there for one clone.
 *
 * @throws StoreError `STORE_MISPLACED` where a link leads out of the store.
 */
export function sideFolder(storeFolder: string, name: string): string {
  const folder = path.join(storeFolder, name);
  mkdirSync(folder, {recursive: true});
  if (lstatSync(folder).isSymbolicLink()) throw misplaced(folder, 'it is a symbolic link');
  return folder;
}
