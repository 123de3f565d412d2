import {closeSync, constants, fstatSync, openSync, readSync, writeSync, type Stats} from 'node:fs';
import {access, open} from 'node:fs/promises';
import {ExpectedError} from './expected-error.ts';
import {ignoreAbsent, systemCode} from './system-error.ts';

/** What stands where a file was expected is a link, a folder, a pipe, or larger than allowed. */
export class NotReadable extends ExpectedError<'FILE_NOT_READABLE'> {
  override readonly name = 'NotReadable';

  constructor(path: string, message: string, cause?: unknown) {
    const next = 'Remove what stands there.';
    super({code: 'FILE_NOT_READABLE', message, received: path, next}, cause);
  }
}

/** Never through a link. O_NONBLOCK so that a pipe planted there cannot hold us up. */
const GUARDED = constants.O_NOFOLLOW | constants.O_NONBLOCK;
const READ = constants.O_RDONLY | GUARDED;
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | GUARDED;

/**
 * The content of a regular file of at most `limit` bytes; undefined where there is none.
 *
 * @throws NotReadable for anything else that stands there; the system's error where it lets nobody look.
 */
export function readRegularSync(path: string, limit: number): Buffer | undefined {
  const descriptor = openGuarded(path);
  if (descriptor === undefined) return undefined;
  try {
    const buffer = Buffer.allocUnsafe(assertRegular(path, fstatSync(descriptor), limit).size);
    let done = 0;
    for (let read = -1; read !== 0 && done < buffer.length; done += read) {
      read = readSync(descriptor, buffer, done, buffer.length - done, null);
    }
    return buffer.subarray(0, done);
  } finally {
    closeSync(descriptor);
  }
}

/** {@link readRegularSync} that waits elsewhere. */
export async function readRegular(path: string, limit: number): Promise<Buffer | undefined> {
  const handle = await open(path, READ).catch((error: unknown) => refuse(path, error));
  if (handle === undefined) return undefined;
  try {
    const buffer = Buffer.allocUnsafe(assertRegular(path, await handle.stat(), limit).size);
    let done = 0;
    for (let read = -1; read !== 0 && done < buffer.length; done += read) {
      read = (await handle.read(buffer, done, buffer.length - done, null)).bytesRead;
    }
    return buffer.subarray(0, done);
  } finally {
    await handle.close();
  }
}

/**
 * Appends a line to a regular file, which is made where there is none.
 *
 * @throws NotReadable for anything else that stands there.
 */
export function appendLine(path: string, line: string): void {
  const descriptor = openGuarded(path, APPEND);
  if (descriptor === undefined) throw new NotReadable(path, 'its folder is not there');
  try {
    assertRegular(path, fstatSync(descriptor), Infinity);
    writeSync(descriptor, `${line}\n`);
  } finally {
    closeSync(descriptor);
  }
}

function openGuarded(path: string, flags = READ): number | undefined {
  try {
    return openSync(path, flags, 0o644);
  } catch (error) {
    refuse(path, error);
    return undefined;
  }
}

/** Returns where nothing stands, and throws otherwise. */
function refuse(path: string, error: unknown): undefined {
  const code = systemCode(error);
  if (code === 'ELOOP') throw new NotReadable(path, 'it is a symbolic link', error);
  // A socket, a pipe that nobody reads, a device without a driver; for a writer, a folder.
  if (code === 'ENXIO' || code === 'EISDIR')
    throw new NotReadable(path, 'it is not a regular file', error);
  ignoreAbsent(error);
  return undefined;
}

function assertRegular(path: string, stats: Stats, limit: number): Stats {
  if (!stats.isFile()) throw new NotReadable(path, 'it is not a regular file');
  if (stats.size > limit) throw new NotReadable(path, `it is larger than ${limit} bytes`);
  return stats;
}

/** Whether something keeps us from reading one file, and says nothing of the others. */
export const isRefused = (error: unknown): boolean =>
  error instanceof NotReadable || ['EACCES', 'EPERM'].includes(systemCode(error) ?? '');

/** Why, in words. */
export const refusalOf = (error: unknown): string =>
  error instanceof NotReadable ? error.message : `it cannot be read (${systemCode(error) ?? ''})`;

/** Whether the rights of a file let us read it. */
export const mayRead = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
