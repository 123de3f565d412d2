import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {HASH} from '../../system/hash.ts';
import {RealFolder} from '../../system/real-folder.ts';
import {sideFolder} from '../side-files.ts';

/**
 * Where one attempt at a key puts things, in `scratch` of the store's folder. All attempts share that
 * folder and tell their files apart by name: making and removing folders costs a disk more than all else
 * that is done for a small cell.
 */
export interface Scratch {
  /** `<key>/`, which outlives attempts that were cut short; made by the worker when a body asks for it. */
  readonly resume: string;
  /** `<key>.<attempt>.in.<name>`: where an input that is a folder is put. */
  readonly input: (name: string) => string;
  /** `<key>.<attempt>.out.<name>` */
  readonly output: (name: string) => string;
  /** Removes what only this attempt needed; what to resume from stays. */
  readonly clear: () => Promise<void>;
  /** Removes everything of this key. */
  readonly remove: () => Promise<void>;
}

const SCRATCH = 'scratch';
const scratchFolder = (storeFolder: string): string => path.join(storeFolder, SCRATCH);

/** `<key>` of `<key>` and of `<key>.<attempt>.<what>`. */
const keyOf = (name: string): string => name.split('.', 1)[0];

/**
 * Two drivers may work on one key at once: `attempt` makes names that nobody else has. The folder to
 * resume from is shared, so a body must put each state in place whole, by a rename.
 *
 * @throws StoreError `STORE_MISPLACED` where a link leads out of the store.
 */
export function makeScratch(storeFolder: string, key: string, attempt: string): Scratch {
  const folder = sideFolder(storeFolder, SCRATCH);
  const own = `${key}.${attempt}.`;
  return {
    resume: path.join(folder, key),
    input: (name) => path.join(folder, `${own}in.${name}`),
    output: (name) => path.join(folder, `${own}out.${name}`),
    clear: () => removeThose(storeFolder, (name) => name.startsWith(own)),
    remove: () => removeThose(storeFolder, (name) => keyOf(name) === key),
  };
}

async function removeThose(storeFolder: string, goes: (name: string) => boolean): Promise<void> {
  const folder = scratchFolder(storeFolder);
  // Mostly there is nothing, which this tells sooner.
  if (!existsSync(folder) || !readdirSync(folder).some(goes)) return;
  await inScratch(storeFolder, async (scratch) => {
    for (const name of await scratch.names()) if (goes(name)) await scratch.remove(name);
  });
}

/** Undefined where nothing was ever put. */
const inScratch = <T>(
  storeFolder: string,
  work: (scratch: RealFolder) => Promise<T>,
): Promise<T | undefined> => RealFolder.within(storeFolder, (store) => store.inner(SCRATCH, work));

/** Scratch that nothing was written to for so long [ms] is of no run that lives. */
const scratchKeptMs = 7 * 24 * 3600 * 1000;

/**
 * Removes what runs that were cut short left, when nobody came back to it; what is not scratch of a key stays.
 * @returns how many keys it removed, or would with `dryRun`
 */
export async function removeOldScratch(
  storeFolder: string,
  now: number,
  dryRun = false,
): Promise<number> {
  const removed = await inScratch(storeFolder, async (scratch) => {
    const lastChanges = new Map<string, number>();
    for (const name of (await scratch.names()).filter((each) => HASH.test(keyOf(each)))) {
      const last = await lastChange(scratch, name);
      lastChanges.set(keyOf(name), Math.max(last, lastChanges.get(keyOf(name)) ?? 0));
    }
    const old = [...lastChanges]
      .filter(([, last]) => now - last > scratchKeptMs)
      .map(([key]) => key);
    if (!dryRun) await removeThose(storeFolder, (name) => old.includes(keyOf(name)));
    return old.length;
  });
  return removed ?? 0;
}

/** When `name` or anything below it last changed [ms since 1970]; now gone counts as just now. */
async function lastChange(folder: RealFolder, name: string): Promise<number> {
  const stats = await folder.stat(name);
  let last = stats?.ctimeMs ?? Infinity;
  if (!stats?.isDirectory()) return last;
  await folder.inner(name, async (inner) => {
    for (const each of await inner.names()) last = Math.max(last, await lastChange(inner, each));
  });
  return last;
}
