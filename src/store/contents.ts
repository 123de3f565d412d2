import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {ignoreAbsent} from '../system/system-error.ts';

/** The parts of a store that hold one file per hash, in folders by its first two digits. */
export type Part = 'cas' | 'ac' | 'variants';

export interface Entry {
  readonly name: string;
  readonly path: string;
}

/** Everything that stands in one part of a store, in the order of the names. */
export async function* entriesOf(root: string, part: Part): AsyncGenerator<Entry> {
  for (const prefix of await list(join(root, part))) {
    for (const name of await list(join(root, part, prefix))) {
      yield {name, path: join(root, part, prefix, name)};
    }
  }
}

/** The names in a folder; none when it is not there. */
export async function list(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreAbsent)) ?? [];
  return names.sort();
}
