import {join} from 'node:path';
import {HASH} from '../system/hash.ts';
import type {RealFolder} from '../system/real-folder.ts';
import {NotReadable} from '../system/regular-file.ts';
import {systemCode} from '../system/system-error.ts';
import {misplaced as misplacedNotice, unreadable, type StoreNotice} from './errors.ts';

/** The parts of a store that hold one file per hash, in folders by its first two digits. */
export type Part = 'cas' | 'ac' | 'variants';

const NAMES: Readonly<Record<Part, RegExp>> = {
  cas: HASH,
  ac: HASH,
  variants: /^[0-9a-f]{64}\.[0-9a-f]{64}$/,
};

export interface Entry {
  readonly name: string;
  /** Where it stands; open as long as it is visited. */
  readonly folder: RealFolder;
  /** Whether the store puts files of this name here. */
  readonly inPlace: boolean;
}

export interface Visitor {
  readonly entry: (entry: Entry) => Promise<void>;
  /** Something that is no folder stands where files by the first digits of their hashes should. */
  readonly misplaced?: (part: RealFolder, name: string, reason: string) => Promise<void>;
  /** Told of what cannot be looked into. */
  readonly problem: (problem: StoreNotice) => void;
}

/**
 * Visits everything that stands in one part of a store, in the order of the names, and never follows a link.
 *
 * @returns how much of it was seen
 */
export async function visitPart(
  store: RealFolder,
  part: Part,
  visitor: Visitor,
): Promise<'all' | 'in part' | 'absent'> {
  const problems: StoreNotice[] = [];
  const problem = (notice: StoreNotice) => {
    problems.push(notice);
    visitor.problem(notice);
  };
  const seen = await look(join(store.path, part), problem, () =>
    store.inner(part, async (folder) => {
      for (const prefix of await folder.names()) {
        await visitPrefix(folder, prefix, {...visitor, problem}, NAMES[part]);
      }
      return true;
    }),
  );
  if (seen === undefined) return 'absent';
  return problems.length === 0 ? 'all' : 'in part';
}

async function visitPrefix(
  part: RealFolder,
  prefix: string,
  {entry, misplaced, problem}: Visitor,
  names: RegExp,
): Promise<void> {
  const visitAll = async (folder: RealFolder) => {
    for (const name of await folder.names()) {
      const inPlace = names.test(name) && name.startsWith(prefix) && prefix.length === 2;
      await entry({name, folder, inPlace});
    }
    return true;
  };
  const path = join(part.path, prefix);
  const seen = await look(path, problem, () =>
    part.inner(prefix, visitAll).catch(async (error: unknown) => {
      if (!(error instanceof NotReadable) || error.received !== path || !misplaced) throw error;
      await misplaced(part, prefix, error.message);
      return true;
    }),
  );
  // It was there a moment ago.
  if (seen === undefined) problem(unreadable(path, 'ENOENT'));
}

/** What `work` gives; what keeps it from looking at `path` is told, and comes out as null. */
export async function look<T>(
  path: string,
  problem: (notice: StoreNotice) => void,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof NotReadable) problem(misplacedNotice(error.received, error.message));
    else if (code !== undefined) problem(unreadable(path, code));
    else throw error;
    return null;
  }
}
