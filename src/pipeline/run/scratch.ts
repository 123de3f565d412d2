import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {lstat, readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {ignoreAbsent} from '../../system/system-error.ts';

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

const scratchFolder = (storeFolder: string): string => path.join(storeFolder, 'scratch');

/** `<key>` of `<key>` and of `<key>.<attempt>.<what>`. */
const keyOf = (name: string): string => name.split('.', 1)[0];

/**
 * Two drivers may work on one key at once: `attempt` makes names that nobody else has. The folder to
 * resume from is shared, so a body must put each state in place whole, by a rename.
 */
export function makeScratch(storeFolder: string, key: string, attempt: string): Scratch {
  const folder = scratchFolder(storeFolder);
  const own = `${key}.${attempt}.`;
  mkdirSync(folder, {recursive: true});
  return {
    resume: path.join(folder, key),
    input: (name) => path.join(folder, `${own}in.${name}`),
    output: (name) => path.join(folder, `${own}out.${name}`),
    clear: () => removeThose(folder, (name) => name.startsWith(own)),
    remove: () => removeThose(folder, (name) => keyOf(name) === key),
  };
}

async function removeThose(folder: string, goes: (name: string) => boolean): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter(goes)) {
    await rm(path.join(folder, name), {recursive: true, force: true});
  }
}

/** Scratch that nothing was written to for so long [ms] is of no run that lives. */
const scratchKeptMs = 7 * 24 * 3600 * 1000;

/**
 * Removes what runs that were cut short left, when nobody came back to it.
 * @returns how many keys it removed, or would with `dryRun`
 */
export async function removeOldScratch(
  storeFolder: string,
  now: number,
  dryRun = false,
): Promise<number> {
  const folder = scratchFolder(storeFolder);
  const lastChanges = new Map<string, number>();
  for (const name of (await readdir(folder).catch(ignoreAbsent)) ?? []) {
    const last = await lastChange(path.join(folder, name));
    lastChanges.set(keyOf(name), Math.max(last, lastChanges.get(keyOf(name)) ?? 0));
  }
  const old = [...lastChanges].filter(([, last]) => now - last > scratchKeptMs).map(([key]) => key);
  if (!dryRun && old.length > 0) await removeThose(folder, (name) => old.includes(keyOf(name)));
  return old.length;
}

/** When `at` or anything below it last changed [ms since 1970]; now gone counts as just now. */
async function lastChange(at: string): Promise<number> {
  const inner = (await readdir(at, {recursive: true}).catch(ignoreAbsent)) ?? [];
  let last = 0;
  for (const name of ['', ...inner]) {
    const stats = await lstat(path.join(at, name)).catch(ignoreAbsent);
    last = Math.max(last, stats?.ctimeMs ?? Infinity);
  }
  return last;
}
