import {readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isAbsent} from '../../system/system-error.ts';
import {EngineError} from './errors.ts';
import {areAsBefore} from './known-files.ts';

/** The files of a finished engine and their sizes; the last file a set-up writes. */
const contentsPath = (folder: string) => join(folder, 'contents.json');

/**
 * Whether every file of the engine in `folder` is there in full size, and of the bytes that it had when it was first
 * looked at; they are read again only where its stamp is new.
 *
 * @throws {EngineError} `ENGINE_CACHE` when that cannot be told.
 */
export async function isReady(folder: string): Promise<boolean> {
  try {
    const contents: unknown = JSON.parse(await readFile(contentsPath(folder), 'utf8'));
    if (typeof contents !== 'object' || contents === null) return false;
    const names = Object.keys(contents);
    const whole = Object.entries(contents).map(
      async ([name, size]) => (await stat(join(folder, name))).size === size,
    );
    const isWhole = names.length > 0 && (await Promise.all(whole)).every(Boolean);
    return isWhole && (await areAsBefore(folder, names, await stampOfEngine(folder)));
  } catch (error) {
    if (!isAbsent(error) && !(error instanceof SyntaxError)) throw cacheRefusal(folder, error);
    return false;
  }
}

/** Changes with every set-up. */
async function stampOfEngine(folder: string): Promise<string> {
  const {ino, ctimeNs} = await stat(contentsPath(folder), {bigint: true});
  return `${ino} ${ctimeNs}`;
}

/** States that `names` are all the files of the engine in `folder`, and that they are complete. */
export async function writeContents(folder: string, names: readonly string[]): Promise<void> {
  const sizes = names.map(async (name) => [name, (await stat(join(folder, name))).size] as const);
  const contents = Object.fromEntries(await Promise.all(sizes));
  await writeFile(contentsPath(folder), JSON.stringify(contents, undefined, 2));
}

/** What to throw for `error`: where the system refuses something in the cache folder, the machine is at fault. */
export function cacheRefusal(folder: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new EngineError(
    {
      code: 'ENGINE_CACHE',
      message: `The engine cannot be kept in its folder: ${error.message}.`,
      received: folder,
      next: 'Make that a folder that you can write, with room, or name another: THREE_FACTORS_CACHE=/path npm run setup',
    },
    error,
  );
}
