import {hostname} from 'node:os';
import {StoreError, systemCode} from '../store/errors.ts';
import {readRoot, registerRoot} from '../store/roots.ts';
import type {Session} from './session.ts';

/**
 * Tells the local and the shared store which results this clone uses, so that no gc removes them.
 * Once a whole report stands (`complete`), what it does not use is let go; until then all is kept.
 * A store that cannot be told is no reason to stop.
 */
export async function registerNeeds(
  {study, options, places}: Session,
  keys: Iterable<string>,
  complete: boolean,
): Promise<void> {
  const owner = {host: hostname(), clone: study.root, profile: options.profile};
  const folders = [places.store, ...(places.sharedStore === undefined ? [] : [places.sharedStore])];
  for (const folder of folders) {
    try {
      const before = complete ? [] : ((await readRoot(folder, owner))?.keys ?? []);
      const needed = [...new Set([...before, ...keys])];
      await registerRoot(folder, {...owner, time: Date.now(), keys: needed});
    } catch (error) {
      if (!(error instanceof StoreError) && systemCode(error) === undefined) throw error;
    }
  }
}
