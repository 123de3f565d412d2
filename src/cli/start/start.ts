import './v8-flags.ts';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {Script} from 'node:vm';
import {keepCompiled, readCompiled} from './compiled-driver.ts';
import {readDriver, type Driver} from './kept-driver.ts';

/**
 * The first line of `pipeline.ts`: goes on in a bundle of that module and all it imports, and ends the process with
 * it. The bundle is kept in node_modules and made anew when any file that took part has changed; a start is then one
 * file to load instead of hundreds (docs/decisions/start-up.md). Returns when the module itself must go on: where
 * nothing can be kept, the sources cannot be bundled, or a debugger asks for them; and in the bundle.
 * @param entry `import.meta` of the module
 */
export async function start({dirname, filename}: ImportMeta): Promise<void> {
  const debugged = process.execArgv.some((flag) => flag.startsWith('--inspect'));
  if (debugged || !existsSync(join(dirname, 'node_modules'))) return;
  const file = join(dirname, 'node_modules', '.cache', 'three-factors', 'start.mjs');
  const driver = readDriver(file, dirname) ?? (await makeDriver(file, dirname, filename));
  if (driver === undefined) return;
  await run(driver, file);
  process.exit();
}

/** Undefined when the sources cannot be bundled or nothing can be written: the plain way says what is wrong. */
async function makeDriver(file: string, root: string, entry: string): Promise<Driver | undefined> {
  try {
    const {bundleDriver} = await import('./bundle-driver.ts');
    return await bundleDriver(file, root, entry);
  } catch {
    return undefined;
  }
}

/** Runs a driver as a script, since the hooks of tsx would parse and compile all of an imported module again. */
async function run({code, sha256}: Driver, file: string): Promise<void> {
  const compiledFile = `${file}.v8`;
  const cachedData = readCompiled(compiledFile, sha256);
  const script = new Script(code, {
    filename: pathToFileURL(file).href,
    cachedData,
  });
  if (cachedData === undefined || script.cachedDataRejected) {
    // By then, what a start needs is compiled.
    process.once('exit', () => keepCompiled(compiledFile, sha256, script.createCachedData()));
  }
  try {
    const main: unknown = script.runInThisContext();
    if (isMain(main)) await main((specifier) => import(specifier));
  } catch (error) {
    const {originalDriverStack} = await import('./driver-stack.ts');
    if (error instanceof Error) error.stack = originalDriverStack(error.stack ?? '');
    throw error;
  }
}

/** What a driver gives: a function that does all, and imports what is outside by the one it is given. */
const isMain = (
  value: unknown,
): value is (load: (specifier: string) => Promise<unknown>) => Promise<void> =>
  typeof value === 'function';
