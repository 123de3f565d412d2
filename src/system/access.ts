import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import {link, lstat, open, unlink, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {hashFile, hashLocalFile, type FileHash} from './file-hash.ts';
import {finishWritten, writeLasting, type Finish} from './lasting-file.ts';
import {systemCode} from './system-error.ts';

/** How one works in a folder that others may write to: never through a link, never more than it asked for. */
export interface Access {
  /** What stands at `path` itself; undefined when nothing does. */
  stat(path: string): Stats | undefined | Promise<Stats | undefined>;
  /** A regular file; undefined when there is none. Throws `NotReadable` for anything else. */
  content(path: string, limit: number): Buffer | undefined | Promise<Buffer | undefined>;
  /** The SHA-256 and the size of a regular file, of about `bytes`. */
  hash(path: string, bytes: number): FileHash | Promise<FileHash>;
  /** Makes a small file; throws where something stands. */
  create(path: string, text: string, mode: number): void | Promise<void>;
  /** The same, finished and on disk. */
  createLasting(path: string, text: string, finish: Finish): Promise<void>;
  /** Gives a file another name; throws where something stands. */
  link(file: string, name: string): void | Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): void | Promise<void>;
}

/** What stands there is a link, a folder, a device, or larger than allowed. */
export class NotReadable extends Error {}

/** O_NONBLOCK so that a pipe planted in the store cannot hold us up. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * For a local disk: blocking calls cost a tenth of the asynchronous ones, and plans make thousands. What the
 * asynchronous ones leave behind also outlives the young generation, in a long run by a hundred megabytes.
 */
export const directAccess: Access = {
  stat: (path) => lstatSync(path, {throwIfNoEntry: false}),
  content: (path, limit) => {
    let descriptor: number;
    try {
      descriptor = openSync(path, FLAGS);
    } catch (error) {
      absent(error);
      return undefined;
    }
    try {
      assertReadable(fstatSync(descriptor), limit);
      return readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  hash: hashLocalFile,
  create: (path, text, mode) => writeFileSync(path, text, {flag: 'wx', mode}),
  createLasting: (path, text, finish) => {
    writeFileSync(path, text, {flag: 'wx'});
    return finishWritten(path, finish);
  },
  link: linkSync,
  remove: (path) => {
    try {
      unlinkSync(path);
    } catch (error) {
      absent(error);
    }
  },
};

/** For a network folder, where most of a call is waiting. */
export const patientAccess: Access = {
  stat: (path) => lookTwice(path, () => lstat(path).catch(absent)),
  content: (path, limit) =>
    lookTwice(path, async () => {
      const handle = await open(path, FLAGS).catch(absent);
      if (handle === undefined) return undefined;
      try {
        assertReadable(await handle.stat(), limit);
        return await handle.readFile();
      } finally {
        await handle.close();
      }
    }),
  hash: (path) => hashFile(path),
  create: (path, text, mode) => writeFile(path, text, {flag: 'wx', mode}),
  createLasting: writeLasting,
  link,
  remove: (path) => unlink(path).catch(absent),
};

/**
 * Looks again where nothing was found. An NFS client remembers for up to a minute that a name is not there, and
 * would miss what another machine has just published; it asks the server anew when a folder is opened.
 */
async function lookTwice<T>(
  path: string,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = await look();
  return found === undefined && (await isOpened(dirname(path))) ? look() : found;
}

/** Opens a folder and closes it; whether it is there. What holds it is opened first when it seems not to be. */
async function isOpened(folder: string): Promise<boolean> {
  const openOnce = async () => {
    const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY).catch(absent);
    await handle?.close();
    return handle !== undefined;
  };
  if (await openOnce()) return true;
  const parent = dirname(folder);
  return parent !== folder && (await isOpened(parent)) && openOnce();
}

function assertReadable(stats: Stats, limit: number): void {
  if (!stats.isFile()) throw new NotReadable('it is not a regular file');
  if (stats.size > limit) throw new NotReadable(`it is larger than ${limit} bytes`);
}

/** Returns for a file that is not there, and throws for all else. */
function absent(error: unknown): undefined {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return;
  if (code === 'ELOOP') throw new NotReadable('it is a symbolic link', {cause: error});
  throw error;
}
