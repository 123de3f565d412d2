import {randomUUID} from 'node:crypto';
import {basename, dirname, join, relative, sep} from 'node:path';
import {RealFolder} from '../system/real-folder.ts';
import {NotReadable} from '../system/regular-file.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';
import {ensureFolder} from './files.ts';
import {quarantineFolder} from './layout.ts';

/**
 * Moves something damaged out of the way, whatever it is; it is never opened or followed, and neither is a
 * link that leads to it or stands for the quarantine.
 *
 * @returns Where it stands now; undefined when it is gone, or cannot be moved.
 */
export async function setAside(root: string, path: string): Promise<string | undefined> {
  const name = `${basename(path)}.${randomUUID()}`;
  const quarantine = quarantineFolder(root);
  try {
    await ensureFolder(root, quarantine);
    const moved = await RealFolder.within(root, (store) =>
      store.deep(relative(root, dirname(path)).split(sep).filter(Boolean), (folder) =>
        store.inner(basename(quarantine), (target) => folder.move(basename(path), target, name)),
      ),
    );
    return moved ? join(quarantine, name) : undefined;
  } catch (error) {
    if (error instanceof NotReadable || writeFailure(error) !== 'other') return undefined;
    // A file server that lost sight of it.
    if (systemCode(error) === 'ESTALE') return undefined;
    throw error;
  }
}
