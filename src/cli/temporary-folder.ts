import {tmpdir} from 'node:os';
import {mayWrite, placeAt} from '../system/folder.ts';

/** Where else files that nobody keeps may stand. */
const others = ['/tmp', '/var/tmp', '/dev/shm'];

/**
 * Makes TMPDIR name a folder that can be used, for this process and the workers: a batch system removes the one of
 * a job with it, and a variable that was set in a profile may name nothing here.
 *
 * @returns what was unusable and what is used now; undefined when all is well, or nothing could be found
 */
export function settleTemporaryFolder(
  variables: NodeJS.ProcessEnv,
): {readonly unusable: string; readonly used: string} | undefined {
  const unusable = tmpdir();
  if (isUsable(unusable)) return undefined;
  const used = others.find(isUsable);
  if (used === undefined) return undefined;
  variables['TMPDIR'] = used;
  return {unusable, used};
}

function isUsable(folder: string): boolean {
  try {
    return placeAt(folder) === 'folder' && mayWrite(folder);
  } catch {
    return false;
  }
}
