import {mkdir, rm} from 'node:fs/promises';
import path from 'node:path';

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
