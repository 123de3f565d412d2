import {
  constants,
  linkSync,
  lstatSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import {link, lstat, open, rename, unlink, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {hashFile, hashLocalFile, type FileHash} from './file-hash.ts';
import {finishWritten, writeLasting, type Finish} from './lasting-file.ts';
import {readRegular, readRegularSync} from './regular-file.ts';
import {ignoreAbsent} from './system-error.ts';

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
  /** The same, but in the place of what stands there; the file loses its old name. */
  replace(file: string, name: string): void | Promise<void>;
  /** Removes a file, if it is there. */
  remove(path: string): void | Promise<void>;
}

/**
 * For a local disk: blocking calls cost a tenth of the asynchronous ones, and plans make thousands. What the
 * asynchronous ones leave behind also outlives the young generation, in a long run by a hundred megabytes.
 */
export const directAccess: Access = {
  stat: (path) => lstatSync(path, {throwIfNoEntry: false}),
  content: readRegularSync,
  hash: hashLocalFile,
  create: (path, text, mode) => writeFileSync(path, text, {flag: 'wx', mode}),
  createLasting: (path, text, finish) => {
    writeFileSync(path, text, {flag: 'wx'});
    return finishWritten(path, finish);
  },
  link: linkSync,
  replace: renameSync,
  remove: (path) => {
    try {
      unlinkSync(path);
    } catch (error) {
      ignoreAbsent(error);
    }
  },
};

/** For a network folder, where most of a call is waiting. */
export const patientAccess: Access = {
  stat: (path) => lookTwice(path, () => lstat(path).catch(ignoreAbsent)),
  content: (path, limit) => lookTwice(path, () => readRegular(path, limit)),
  hash: (path) => hashFile(path),
  create: (path, text, mode) => writeFile(path, text, {flag: 'wx', mode}),
  createLasting: writeLasting,
  link,
  replace: rename,
  remove: (path) => unlink(path).catch(ignoreAbsent),
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
    const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY).catch(
      ignoreAbsent,
    );
    await handle?.close();
    return handle !== undefined;
  };
  if (await openOnce()) return true;
  const parent = dirname(folder);
  return parent !== folder && (await isOpened(parent)) && openOnce();
}
