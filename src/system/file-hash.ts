import {createHash} from 'node:crypto';
import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {NotReadable} from './regular-file.ts';

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface FileHash {
  readonly sha256: string;
  readonly bytes: number;
}

/** A file of so many bytes is read in less time than a thread of the pool needs to be asked. */
const SMALL = 2 ** 16;

const CHUNK = 2 ** 20;

/** Buffers of one chunk that nobody uses now: the system takes longer to give a new one than to fill it. */
const spares: Buffer[] = [];

/** Feeds a file to `take`, a chunk at a time; the next chunk is read while `take` works. */
export async function readChunks(
  path: string,
  take: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const handle = await open(path, FLAGS);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new NotReadable(path, 'it is not a regular file');
    // Megabytes for every small file would keep the garbage collector busy.
    const chunk = Math.min(CHUNK, Math.max(stats.size, 1));
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
export async function hashFile(path: string): Promise<FileHash> {
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

/** {@link hashFile} on a local disk, of about so many `bytes`. */
export const hashLocalFile = (path: string, bytes: number): FileHash | Promise<FileHash> =>
  bytes <= SMALL ? hashDirectly(path) : hashFile(path);

/** Asynchronous calls cost ten times as much as these. */
function hashDirectly(path: string): FileHash {
  const descriptor = openSync(path, FLAGS);
  try {
    if (!fstatSync(descriptor).isFile()) throw new NotReadable(path, 'it is not a regular file');
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
