import {chmod, lstat, readdir} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {EngineError} from './errors.ts';

/** Write rights of the group and of others. */
const FOREIGN = 0o022;

/** Only read by the compiler; what is loaded stands elsewhere. */
const HEADERS = join('tensorflow', 'include');

/** An engine and all in it that is loaded, or holds what is. */
async function partsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return [folder, ...paths.filter((path) => !relative(folder, path).startsWith(HEADERS))];
}

/**
 * Makes sure that nobody else could have put code into an engine before it is run: all of it belongs to this user
 * or to the superuser, nobody else may write to it, and no link leads out of it.
 *
 * @throws {EngineError} `ENGINE_FOREIGN`
 */
export async function assertOwned(folder: string): Promise<void> {
  const self = process.getuid?.();
  if (self === undefined) return;
  for (const path of await partsOf(folder)) {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) throw foreign(path, 'is a link', anotherFolder);
    if (stats.uid !== self && stats.uid !== 0)
      throw foreign(path, 'belongs to another user', anotherFolder);
    if ((stats.mode & FOREIGN) !== 0)
      throw foreign(path, 'can be written by others', `chmod -R go-w ${folder}`);
  }
}

/** Takes the right to write to an engine from all but its owner, whatever the umask. */
export async function protect(folder: string): Promise<void> {
  for (const path of await partsOf(folder)) {
    const {mode} = await lstat(path);
    if ((mode & FOREIGN) !== 0) await chmod(path, mode & ~FOREIGN & 0o7777);
  }
}

const anotherFolder = 'Name a cache folder of your own: THREE_FACTORS_CACHE=/path npm run setup';

const foreign = (path: string, what: string, next: string) =>
  new EngineError({
    code: 'ENGINE_FOREIGN',
    message: `The engine is not run, since a part of it ${what}.`,
    received: path,
    next,
  });
