import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  futimesSync,
  openSync,
  readSync,
  renameSync,
  type Stats,
} from 'node:fs';
import {chmod, copyFile, mkdir, open, rm, type FileHandle} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import type {Access} from './access.ts';
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

/** A file of so many bytes is read in less time than a thread of the pool needs to be asked. */
const SMALL = 2 ** 16;

/** Above this, a file is hashed chunk by chunk while it is copied. */
const MEDIUM = 2 ** 24;

const CHUNK = 2 ** 20;

/** Buffers of one chunk that nobody uses now: the system takes longer to give a new one than to fill it. */
const spares: Buffer[] = [];

/** Feeds a file to `take`, a chunk at a time; the next chunk is read while `take` works. */
async function readChunks(
  path: string,
  take: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    // Megabytes for every small file would keep the garbage collector busy.
    const chunk = Math.min(CHUNK, Math.max((await handle.stat()).size, 1));
    const obtain = () => (chunk === CHUNK ? spares.pop() : undefined) ?? Buffer.allocUnsafe(chunk);
    let [current, next] = [obtain(), obtain()];
    let {bytesRead} = await handle.read(current, 0, chunk, null);
    while (bytesRead > 0) {
      const [read] = await Promise.all([
        handle.read(next, 0, chunk, null),
        take(current.subarray(0, bytesRead)),
      ]);
      [current, next] = [next, current];
      bytesRead = read.bytesRead;
    }
    // Not after a failure: something may still be written into them.
    if (chunk === CHUNK) spares.push(current, next);
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

/** Where small files are read, one after the other. */
const scratch = Buffer.allocUnsafeSlow(SMALL);

export type FileHash = Awaited<ReturnType<typeof hashFile>>;

/** {@link hashFile} on a local disk, of about so many `bytes`. */
export const hashLocalFile = (path: string, bytes: number): FileHash | Promise<FileHash> =>
  bytes <= SMALL ? hashDirectly(path) : hashFile(path);

/** Asynchronous calls cost ten times as much as these. */
function hashDirectly(path: string): FileHash {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for (let read = -1; read !== 0; bytes += read) {
      read = readSync(descriptor, scratch);
      hash.update(scratch.subarray(0, read));
    }
    return {sha256: hash.digest('hex'), bytes};
  } finally {
    closeSync(descriptor);
  }
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
 * Makes the file `target` appear whole or not at all, and never over another one: `fill` makes a sealed
 * file in `unfinished` (`moveSealed`, `copySealed`, `writeSealed`, `sealWritten`), which is then linked to
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
    await sealHandle(output);
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
  const [, {sha256}] = await Promise.all([sealWritten(target), hash()]);
  return sha256;
}

/** Seals a file that was just written on a local disk; only the disk itself is waited for. */
export async function sealWritten(path: string): Promise<void> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    fchmodSync(descriptor, FILE_MODE);
    futimesSync(descriptor, SEAL, SEAL);
    await promisify(fsync)(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a new file that is sealed. */
export async function writeSealed(target: string, text: string): Promise<void> {
  const output = await open(target, 'wx');
  try {
    await output.writeFile(text);
    await sealHandle(output);
  } finally {
    await output.close();
  }
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
  await sealWritten(target);
}
