import {constants, existsSync, type Stats} from 'node:fs';
import {lstat, open, readdir, rename, rmdir, unlink, type FileHandle} from 'node:fs/promises';
import {join} from 'node:path';
import {NotReadable} from './regular-file.ts';
import {ignoreAbsent, systemCode} from './system-error.ts';

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY;

/** Where Linux lets us name what an open folder holds, wherever its own name leads by now. */
const DESCRIPTORS = '/proc/self/fd';
const hasDescriptors = existsSync(DESCRIPTORS);

/** Deeper folders are left alone: nobody but an attacker makes them. */
const MAX_DEPTH = 100;

/**
 * A folder that others may write to, held open. What is done below it stays below it: a name that turns out to
 * be a link is never followed, and neither is one that leads to another device.
 */
export class RealFolder {
  /** For people. */
  readonly path: string;
  readonly #at: string;
  readonly #device: number;

  private constructor(path: string, {fd}: FileHandle, {dev}: Stats) {
    this.path = path;
    this.#at = hasDescriptors ? join(DESCRIPTORS, String(fd)) : path;
    this.#device = dev;
  }

  /**
   * Opens `path`, which may be a link itself, for as long as `work` takes; undefined where nothing stands.
   *
   * @throws NotReadable for anything but a folder.
   */
  static async within<T>(
    path: string,
    work: (folder: RealFolder) => Promise<T>,
  ): Promise<T | undefined> {
    return hold(path, path, FOLDER, async (handle) =>
      work(new RealFolder(path, handle, await handle.stat())),
    );
  }

  /**
   * The same for the folder `name` in this one.
   *
   * @throws NotReadable for anything but a folder of this device, and for a link.
   */
  async inner<T>(name: string, work: (folder: RealFolder) => Promise<T>): Promise<T | undefined> {
    const path = join(this.path, name);
    return hold(path, this.at(name), FOLDER | constants.O_NOFOLLOW, async (handle) => {
      const stats = await handle.stat();
      if (stats.dev !== this.#device) throw new NotReadable(path, 'it is on another device');
      return work(new RealFolder(path, handle, stats));
    });
  }

  /** {@link inner} of each of `names` in turn. */
  async deep<T>(
    names: readonly string[],
    work: (folder: RealFolder) => Promise<T>,
  ): Promise<T | undefined> {
    const [first, ...rest] = names;
    if (names.length === 0) return work(this);
    return this.inner(first, (folder) => folder.deep(rest, work));
  }

  /** What to call the system with for `name`, as long as this folder is open. */
  at(name: string): string {
    return join(this.#at, name);
  }

  async names(): Promise<string[]> {
    return (await readdir(this.#at)).sort();
  }

  /** What stands at `name` itself; undefined when nothing does. */
  stat(name: string): Promise<Stats | undefined> {
    return lstat(this.at(name)).catch(ignoreAbsent);
  }

  /** Gives what stands at `name`, whatever it is, another place; false where nothing stands. */
  async move(name: string, target: RealFolder, newName: string): Promise<boolean> {
    try {
      await rename(this.at(name), target.at(newName));
      return true;
    } catch (error) {
      ignoreAbsent(error);
      return false;
    }
  }

  /** Removes what stands at `name`, a folder with all that it holds. */
  async remove(name: string, depth = 0): Promise<void> {
    try {
      await unlink(this.at(name)).catch(ignoreAbsent);
    } catch (error) {
      const isFolder = ['EISDIR', 'EPERM'].includes(systemCode(error) ?? '');
      if (!isFolder || !(await this.stat(name))?.isDirectory()) throw error;
      if (depth === MAX_DEPTH)
        throw new NotReadable(join(this.path, name), 'it is nested too deep');
      await this.inner(name, async (folder) => {
        for (const each of await folder.names()) await folder.remove(each, depth + 1);
      });
      await rmdir(this.at(name)).catch(ignoreAbsent);
    }
  }
}

async function hold<T>(
  path: string,
  at: string,
  flags: number,
  work: (handle: FileHandle) => Promise<T>,
): Promise<T | undefined> {
  const handle = await open(at, flags).catch((error: unknown) => refuse(path, at, error));
  if (handle === undefined) return undefined;
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

/** Returns where nothing stands. */
async function refuse(path: string, at: string, error: unknown): Promise<undefined> {
  if (!['ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '')) {
    ignoreAbsent(error);
    return undefined;
  }
  const stats = await lstat(at).catch(ignoreAbsent);
  if (stats === undefined) return undefined;
  const what = stats.isSymbolicLink() ? 'it is a symbolic link' : 'it is not a folder';
  throw new NotReadable(path, what, error);
}
