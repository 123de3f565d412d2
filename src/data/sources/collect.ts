import {mkdir} from 'node:fs/promises';
import {membersOf, type Collection} from '../collection.ts';
import {DataUnavailableError, SourceError, type Attempt} from './errors.ts';
import {folderRecipe} from './folder.ts';
import {missingMembers} from './members.ts';
import type {Order, Source} from './source.ts';

/**
 * Asks one source after the other until every member is in the order's folder, verified. What one
 * source gave is kept for the next.
 *
 * @throws DataUnavailableError when no source has what is missing; the signal's reason when aborted.
 */
export async function collectMembers(
  collection: Collection,
  given: Omit<Order, 'dataset' | 'archive' | 'members'>,
  sources: readonly Source[],
): Promise<void> {
  const order = {...given, dataset: collection.name, archive: collection.archive};
  const all = membersOf(collection);
  const attempts: Attempt[] = [];
  await mkdir(order.folder, {recursive: true});
  for (const source of sources) {
    const members = await missingMembers(all, order.folder);
    if (members.length === 0) return;
    try {
      await source.collect({...order, members});
      const lacking = await missingMembers(members, order.folder);
      if (lacking.length === 0) return;
      throw new SourceError(`it does not hold ${lacking.map(({name}) => name).join(', ')}`);
    } catch (error) {
      order.signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      attempts.push({source: source.name, reason});
      order.log(`${source.name} did not give ${order.dataset}: ${reason}`);
    }
  }
  if ((await missingMembers(all, order.folder)).length === 0) return;
  throw new DataUnavailableError(
    order.dataset,
    attempts,
    `Without a network, ${folderRecipe(collection, 'DIR')} and run again with --data-dir DIR.`,
  );
}
