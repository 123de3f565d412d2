import {constants, renameSync, type Stats} from 'node:fs';
import {chmod, copyFile, mkdir, open, rm, type FileHandle} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import type {Access} from '../system/access.ts';
import {hashLocalFile, readChunks} from '../system/file-hash.ts';
import {finishHandle, finishWritten, type Finish} from '../system/lasting-file.ts';
import {temporaryName} from '../system/atomic-file.ts';
import {systemCode} from '../system/system-error.ts';

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

/** How a file of the store is finished. */
export const SEALED: Finish = {mode: FILE_MODE, mtime: SEAL};

/** Puts the seal on a file that is already in the store; also makes it young for the gc. */
export async function seal(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await handle.utimes(SEAL, SEAL);
  } finally {
    await handle.close();
  }
}

/** Above this, a file is hashed chunk by chunk while it is copied. */
const MEDIUM = 2 ** 24;

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
 * Makes the file `target` appear whole or not at all, and never over another one: `fill` makes a sealed
 * file in `unfinished` (`moveSealed`, `copySealed`, `createLasting`), which is then linked to
 * its name. Who is killed on the way leaves it there, and nothing that looks like a result.
 *
 * @returns Whether it is ours; false when another publisher was first.
 */
export async function publishFile(
  target: string,
  unfinished: string,
  fill: (temporary: string) => Promise<void>,
  access: Access,
): Promise<boolean> {
  const temporary = join(unfinished, temporaryName());
  try {
    await fill(temporary);
    await access.link(temporary, target);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await access.remove(temporary);
  }
}

/** After so many bytes the disk begins to write, while more are still being copied. */
const FLUSH = 2 ** 25;

/** Copies a regular file to a new one that is sealed; tells the SHA-256 of what it copied. */
export async function copySealed(source: string, target: string): Promise<string> {
  const hash = createHash('sha256');
  const output = await open(target, 'wx');
  try {
    const flushes: Promise<void>[] = [];
    let pending = 0;
    await readChunks(source, async (chunk) => {
      // The write is under way while this thread hashes.
      const written = writeAll(output, chunk);
      hash.update(chunk);
      await written;
      pending += chunk.length;
      if (pending < FLUSH) return;
      pending = 0;
      flushes.push(output.datasync());
      // It is awaited below; until then a failure must not count as unhandled.
      flushes.at(-1)?.catch(() => undefined);
    });
    await Promise.all(flushes);
    await finishHandle(output, SEALED);
  } finally {
    await output.close();
  }
  return hash.digest('hex');
}

/**
 * {@link copySealed} to a local disk, of about so many `bytes`. What is soon copied, one file of several, the
 * system copies faster; the copy is hashed while the disk is waited for.
 */
export async function copySealedHere(
  source: string,
  target: string,
  bytes: number,
): Promise<string> {
  if (bytes > MEDIUM) return copySealed(source, target);
  await copyFile(source, target, constants.COPYFILE_EXCL);
  const hash = async () => hashLocalFile(target, bytes);
  const [, {sha256}] = await Promise.all([finishWritten(target, SEALED), hash()]);
  return sha256;
}

async function writeAll(output: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await output.write(chunk, done)).bytesWritten;
  }
}

/** Moves a file on a local disk and seals it, across file systems too. */
export async function moveSealed(source: string, target: string): Promise<void> {
  try {
    renameSync(source, target);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    await copySealed(source, target);
    await rm(source);
    return;
  }
  await finishWritten(target, SEALED);
}
