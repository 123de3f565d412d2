import {chmod, rename, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {z} from 'zod';
import {temporaryName} from '../system/atomic-file.ts';
import {canonicalJson, digest} from '../system/canonical-json.ts';
import {HASH} from '../system/hash.ts';
import {RealFolder} from '../system/real-folder.ts';
import {NotReadable, readRegular} from '../system/regular-file.ts';
import {systemCode} from '../system/system-error.ts';
import {StoreError} from './errors.ts';
import {ensureFolder} from './files.ts';
import {rootsFolder} from './layout.ts';
import {setAside} from './quarantine.ts';

/** Half a million keys. */
const MAX_BYTES = 32 * 2 ** 20;

/** Readable for all, whatever the umask: the gc of every member must know what to keep. */
const MODE = 0o644;

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
  const path = rootPath(folder, root);
  const before = complete ? [] : ((await read(path, path))?.keys ?? []);
  const all = [...new Set([...before, ...keys])];
  await ensureFolder(folder, rootsFolder(folder));
  const temporary = join(rootsFolder(folder), temporaryName());
  try {
    await writeFile(temporary, canonicalJson({format: 1, ...root, keys: all}), {flag: 'wx'});
    await chmod(temporary, MODE);
    await rename(temporary, path).catch(async (error: unknown) => {
      if (!['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
      await setAside(folder, path);
      await rename(temporary, path);
    });
  } finally {
    await rm(temporary, {force: true});
  }
}

/**
 * What all clones told.
 *
 * @throws StoreError `STORE_ROOT_INVALID`: what a clone needs must be known before anything is removed.
 */
export async function readRoots(folder: string): Promise<Root[]> {
  const path = rootsFolder(folder);
  const roots: Root[] = [];
  try {
    await RealFolder.within(folder, (store) =>
      store.inner(basename(path), async (open) => {
        for (const name of await open.names()) {
          const root = HASH.test(name) && (await read(open.at(name), join(path, name)));
          if (root) roots.push(root);
        }
      }),
    );
  } catch (error) {
    throw error instanceof StoreError ? error : invalid(path, error);
  }
  return roots;
}

/** What one clone told; undefined when it never did. `path`: its name for people. */
async function read(at: string, path: string): Promise<Root | undefined> {
  try {
    const text = await readRegular(at, MAX_BYTES);
    return text && Root.parse(JSON.parse(text.toString()));
  } catch (error) {
    throw invalid(path, error);
  }
}

/** A file that nobody may remove lightly: it is all that protects what its clone needs. */
function invalid(path: string, cause: unknown): StoreError {
  const code = systemCode(cause);
  const isDamaged = code === undefined || cause instanceof NotReadable;
  return new StoreError(
    {
      code: 'STORE_ROOT_INVALID',
      message: `What a clone needs cannot be read${isDamaged ? '' : ` (${code})`}, so nothing is removed.`,
      received: path,
      next: isDamaged
        ? 'Run the pipeline in that clone, to a whole report: it registers anew. If the clone is gone, remove this file.'
        : 'Ask its owner to make it readable (chmod a+r); it protects the results of that clone.',
    },
    cause,
  );
}
