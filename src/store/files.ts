import {constants, type Stats} from 'node:fs';
import {chmod, link, mkdir, open, rename, rm, type FileHandle} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import {systemCode} from './errors.ts';
import {temporaryName} from './layout.ts';

/** Read-only for all, whatever the umask: another member of the group must be able to read it. */
const FILE_MODE = 0o444;
/** Writable for the group, which new files inherit. */
const FOLDER_MODE = 0o2775;

/**
 * The seal: the modification time that every file of the store carries (the date of the talk).
 * Any write moves it, so a file with its seal has not been written to since it was published.
 */
const SEAL = new Date(Date.UTC(2017, 10, 17));

export const isSealed = (stats: Stats) => stats.mtimeMs === SEAL.getTime();

/** Ends the writing of a file: read-only, sealed, and on disk when this returns. */
async function sealHandle(handle: FileHandle): Promise<void> {
  await handle.chmod(FILE_MODE);
  await handle.utimes(SEAL, SEAL);
  await handle.sync();
}

/** Puts the seal on a file that is already in the store; also makes it young for the gc. */
export async function seal(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await handle.utimes(SEAL, SEAL);
  } finally {
    await handle.close();
  }
}

const CHUNK = 2 ** 20;

/** Feeds a file to `take`, a chunk at a time; the next chunk is read while `take` works. */
async function readChunks(
  path: string,
  take: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    // Megabytes for every small file would keep the garbage collector busy.
    const chunk = Math.min(CHUNK, Math.max((await handle.stat()).size, 1));
    let [current, next] = [Buffer.allocUnsafe(chunk), Buffer.allocUnsafe(chunk)];
    let {bytesRead} = await handle.read(current, 0, chunk, null);
    while (bytesRead > 0) {
      const [read] = await Promise.all([
        handle.read(next, 0, chunk, null),
        take(current.subarray(0, bytesRead)),
      ]);
      [current, next] = [next, current];
      bytesRead = read.bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** The SHA-256 and the size of a regular file. */
export async function hashFile(path: string): Promise<{sha256: string; bytes: number}> {
  const hash = createHash('sha256');
  let bytes = 0;
  await readChunks(path, (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  return {sha256: hash.digest('hex'), bytes};
}

/** Makes the folder `at` below `root`, which must be there: a mount that is lost is not made again. */
export async function ensureFolder(root: string, at: string): Promise<void> {
  try {
    await mkdir(at);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    if (systemCode(error) !== 'ENOENT' || dirname(at) === root) throw error;
    await ensureFolder(root, dirname(at));
    await ensureFolder(root, at);
    return;
  }
  await chmod(at, FOLDER_MODE);
}

/**
 * Makes the file `target` appear whole or not at all, and never over another one: `fill` writes a
 * temporary file beside it, which is sealed, synced, and then linked to its name.
 *
 * @returns Whether it is ours; false when another publisher was first.
 */
export async function publishFile(
  root: string,
  target: string,
  fill: (temporary: string) => Promise<void>,
): Promise<boolean> {
  const folder = dirname(target);
  await ensureFolder(root, folder);
  const temporary = join(folder, temporaryName());
  try {
    await fill(temporary);
    const handle = await open(temporary, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      await sealHandle(handle);
    } finally {
      await handle.close();
    }
    await link(temporary, target);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, {force: true});
  }
}

/** Copies a regular file; tells the SHA-256 of what it copied. */
export async function copyHashed(source: string, target: string): Promise<string> {
  const hash = createHash('sha256');
  const output = await open(target, 'wx');
  try {
    await readChunks(source, async (chunk) => {
      // The write is under way while this thread hashes.
      const written = writeAll(output, chunk);
      hash.update(chunk);
      await written;
    });
  } finally {
    await output.close();
  }
  return hash.digest('hex');
}

async function writeAll(output: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await output.write(chunk, done)).bytesWritten;
  }
}

/** Moves a file, across file systems too. */
export async function moveFile(source: string, target: string): Promise<void> {
  try {
    await rename(source, target);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    await copyHashed(source, target);
    await rm(source);
  }
}
