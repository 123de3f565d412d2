import {rename} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {ensureFolder} from './files.ts';
import {quarantineFolder} from './layout.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';

/**
 * Moves something damaged out of the way, whatever it is; it is never opened or followed.
 *
 * @returns Where it stands now; undefined when it is gone, or when the folder cannot be written.
 */
export async function setAside(root: string, path: string): Promise<string | undefined> {
  const target = join(quarantineFolder(root), `${basename(path)}.${randomUUID()}`);
  try {
    await ensureFolder(root, quarantineFolder(root));
    await rename(path, target);
    return target;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || writeFailure(error) !== 'other') return undefined;
    throw error;
  }
}
