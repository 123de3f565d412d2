import {lstat, mkdir, readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {systemCode} from '../../store/errors.ts';

/** The folders of one attempt at a key, in `scratch/<key>` of the store's folder. */
export interface Scratch {
  /** Outlives attempts that were cut short. */
  readonly resume: string;
  /** Not made yet; only inputs that are folders are put there. */
  readonly inputs: string;
  readonly outputs: string;
  /** Removes what only this attempt needed; what to resume from stays. */
  clear(): Promise<void>;
  /** Removes everything of this key. */
  remove(): Promise<void>;
}

/**
 * Two drivers may work on one key at once: `attempt` names folders that nobody else has. The one to
 * resume from is shared, so a body must put each state in place whole, by a rename.
 */
export async function makeScratch(
  storeFolder: string,
  key: string,
  attempt: string,
): Promise<Scratch> {
  const folder = path.join(storeFolder, 'scratch', key);
  const own = path.join(folder, attempt);
  const scratch = {
    resume: path.join(folder, 'resume'),
    inputs: path.join(own, 'inputs'),
    outputs: path.join(own, 'outputs'),
    clear: () => rm(own, {recursive: true, force: true}),
    remove: () => rm(folder, {recursive: true, force: true}),
  };
  await mkdir(scratch.resume, {recursive: true});
  await mkdir(scratch.outputs, {recursive: true});
  return scratch;
}

/** Scratch that nothing was written to for so long [ms] is of no run that lives. */
const scratchKeptMs = 7 * 24 * 3600 * 1000;

/**
 * Removes what runs that were cut short left to resume from, when nobody came back to it.
 * @returns how many keys it removed, or would with `dryRun`
 */
export async function removeOldScratch(
  storeFolder: string,
  now: number,
  dryRun = false,
): Promise<number> {
  const folder = path.join(storeFolder, 'scratch');
  let removed = 0;
  for (const key of (await readdir(folder).catch(ignoreAbsent)) ?? []) {
    const scratch = path.join(folder, key);
    if (now - (await lastChange(scratch)) <= scratchKeptMs) continue;
    if (!dryRun) await rm(scratch, {recursive: true, force: true});
    removed++;
  }
  return removed;
}

/** When anything below `folder` last changed [ms since 1970]; now gone counts as just now. */
async function lastChange(folder: string): Promise<number> {
  const inner = (await readdir(folder, {recursive: true}).catch(ignoreAbsent)) ?? [];
  let last = 0;
  for (const name of ['', ...inner]) {
    const stats = await lstat(path.join(folder, name)).catch(ignoreAbsent);
    last = Math.max(last, stats?.ctimeMs ?? Infinity);
  }
  return last;
}

/** Another run may be tidying up at the same time. */
function ignoreAbsent(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error;
}
