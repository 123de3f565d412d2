import {readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {z} from 'zod';
import {list} from './contents.ts';
import {StoreError} from './errors.ts';
import {ensureFolder} from './files.ts';
import {rootsFolder} from './layout.ts';
import {isTemporary, temporaryName} from '../system/atomic-file.ts';
import {canonicalJson, digest} from '../system/canonical-json.ts';
import {HASH} from '../system/hash.ts';
import {systemCode} from '../system/system-error.ts';

const Owner = z.object({
  host: z.string(),
  /** The folder of the clone. */
  clone: z.string(),
  profile: z.string(),
});
type Owner = z.output<typeof Owner>;

const Root = Owner.extend({
  format: z.literal(1),
  /** When it was told [ms since 1970]. */
  time: z.number(),
  keys: z.array(z.string().regex(HASH)),
});

/** What one profile of one clone still needs: the keys of its last run. */
export type Root = z.output<typeof Root>;

const rootPath = (folder: string, {host, clone, profile}: Owner) =>
  join(rootsFolder(folder), digest({host, clone, profile}));

/** What a clone is about to use or has used. */
export const Needs = Root.omit({format: true}).extend({
  /** A whole report stands: what it does not use is let go. Until then all is kept. */
  complete: z.boolean(),
});
export type Needs = z.output<typeof Needs>;

/**
 * Tells a store what a clone needs, in the place of what it told before.
 *
 * @throws StoreError `STORE_ROOT_INVALID`: what was told before must be known to be kept.
 */
export async function registerNeeds(folder: string, needs: Needs): Promise<void> {
  const {complete, keys, ...root} = needs;
  const before = complete ? [] : await keysOf(rootPath(folder, root));
  const all = [...new Set([...before, ...keys])];
  await ensureFolder(folder, rootsFolder(folder));
  const temporary = join(rootsFolder(folder), temporaryName());
  try {
    await writeFile(temporary, canonicalJson({format: 1, ...root, keys: all}), {mode: 0o644});
    await rename(temporary, rootPath(folder, root));
  } finally {
    await rm(temporary, {force: true});
  }
}

/** What a clone told before; nothing when it never did. */
async function keysOf(path: string): Promise<readonly string[]> {
  try {
    return (await read(path)).keys;
  } catch (error) {
    if (error instanceof StoreError && systemCode(error.cause) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * What all clones told.
 *
 * @throws StoreError `STORE_ROOT_INVALID`: what a clone needs must be known before anything is removed.
 */
export async function readRoots(folder: string): Promise<Root[]> {
  const names = await list(rootsFolder(folder));
  const finished = names.filter((name) => !isTemporary(name));
  return Promise.all(finished.map((name) => read(join(rootsFolder(folder), name))));
}

async function read(path: string): Promise<Root> {
  try {
    return Root.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new StoreError(
      {
        code: 'STORE_ROOT_INVALID',
        message: 'What a clone needs cannot be read, so nothing is removed.',
        received: path,
        next: 'Remove this file, then run the pipeline in that clone: it registers again.',
      },
      error,
    );
  }
}
