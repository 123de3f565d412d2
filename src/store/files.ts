import {constants, renameSync, symlinkSync, type Stats} from 'node:fs';
import {chmod, copyFile, mkdir, open, rm, type FileHandle} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {join, relative, sep} from 'node:path';
import {patientAccess, type Access} from '../system/access.ts';
import {hashLocalFile, readChunks} from '../system/file-hash.ts';
import {finishHandle, finishWritten, type Finish} from '../system/lasting-file.ts';
import {temporaryName} from '../system/atomic-file.ts';
import {ignoreLacking, isLacking, systemCode} from '../system/system-error.ts';
import {misplaced} from './errors.ts';

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

/** Puts the seal on a file that is already in the store, and makes it young for the gc; false when it is another's. */
export async function renew(path: string): Promise<boolean> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await handle.utimes(SEAL, SEAL);
    return true;
  } catch (error) {
    if (!isLacking(error) && systemCode(error) !== 'EACCES') throw error;
    return false;
  } finally {
    await handle.close();
  }
}

/** Above this, a file is hashed chunk by chunk while it is copied. */
const MEDIUM = 2 ** 24;

/** It takes less room than it has bytes. */
export const isSparse = ({blocks, size}: Stats) => 512 * blocks < size;

/** Terabytes of nothing cost their author nothing, and whoever hashes them hours; `bytes`: what is expected. */
export const isHole = (stats: Stats, bytes: number) =>
  stats.size > Math.max(bytes, MEDIUM) && isSparse(stats);

/**
 * Makes the folder `at` below `root`, which must be there: a mount that is lost is not made again.
 *
 * @throws StoreError `STORE_MISPLACED` where a link leads out of the store, or something else stands in the way.
 */
export async function ensureFolder(
  root: string,
  at: string,
  access: Pick<Access, 'stat'> = patientAccess,
): Promise<void> {
  let folder = root;
  for (const name of relative(root, at).split(sep).filter(Boolean)) {
    folder = join(folder, name);
    const stats = await access.stat(folder);
    if (stats === undefined) await makeFolder(folder);
    else if (stats.isSymbolicLink()) throw misplaced(folder, 'it is a symbolic link');
    else if (!stats.isDirectory()) throw misplaced(folder, 'it is not a folder');
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process was first.
    if (systemCode(error) === 'EEXIST') return;
    throw error;
  }
  await chmod(folder, FOLDER_MODE).catch(ignoreLacking);
}

/** How a file is given its name: never over another, or in the place of one with the same bytes. */
export type Naming = 'new' | 'over';

/**
 * Makes the file `target` appear whole or not at all: `fill` makes a sealed file in `unfinished` (`moveSealed`,
 * `copySealed`, `createLasting`), which is then given its name. Who is killed on the way leaves it there, and
 * nothing that looks like a result.
 *
 * @returns Whether it is ours; false when another publisher was first.
 */
export async function publishFile(
  target: string,
  unfinished: string,
  fill: (temporary: string) => Promise<void>,
  access: Access,
  naming: Naming = 'new',
): Promise<boolean> {
  const temporary = join(unfinished, temporaryName());
  try {
    await fill(temporary);
    if (naming === 'over') await access.replace(temporary, target);
    else await nameNew(temporary, target, access);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await access.remove(temporary);
  }
}

async function nameNew(file: string, name: string, access: Access): Promise<void> {
  try {
    await access.link(file, name);
  } catch (error) {
    if (!isLacking(error)) throw error;
    // exFAT and some network mounts have no hard links. Two who come at once have made the same blob, or two
    // manifests of one key, of which either will do.
    if (await access.stat(name))
      throw Object.assign(new Error(name, {cause: error}), {code: 'EEXIST'});
    await access.replace(file, name);
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

/** A link to a blob; a copy where the file system has none. */
export async function linkBlob(blob: string, path: string): Promise<void> {
  try {
    symlinkSync(blob, path);
  } catch (error) {
    if (!isLacking(error)) throw error;
    await copyFile(blob, path, constants.COPYFILE_EXCL);
  }
}
