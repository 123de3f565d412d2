import {mkdir, readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {execa, ExecaError} from 'execa';
import {EngineError} from './errors.ts';
import {wheelTags, type Wheel, type WheelSet} from './wheels.ts';

/**
 * Has pip fetch the wheels into `folder` and check their pinned hashes. pip is told to keep its
 * temporary files inside `folder` too: their growing size is the progress, and nothing is left
 * elsewhere when this process is killed.
 *
 * @returns The paths of the wheels.
 * @throws {EngineError} `ENGINE_DOWNLOAD`, or `ENGINE_HASH` for a wheel of other bytes than the pinned ones.
 */
export async function downloadWheels(
  {wheels, downloadBytes}: WheelSet,
  folder: string,
  onBytes: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<string[]> {
  const finished = join(folder, 'wheels');
  const temporary = join(folder, 'pip');
  await mkdir(finished, {recursive: true});
  await mkdir(temporary);
  const requirements = join(folder, 'requirements.txt');
  await writeFile(
    requirements,
    wheels.map(({requirement, sha256}) => `${requirement} --hash=sha256:${sha256}\n`).join(''),
  );
  const watch = setInterval(() => {
    void totalBytes(folder).then((bytes) => onBytes(Math.min(bytes, downloadBytes), downloadBytes));
  }, 200);
  try {
    await execa(
      'python3',
      [
        ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-cache-dir'],
        ...['--no-input', '--no-deps', '--only-binary=:all:', ...wheelTags],
        ...['--require-hashes', '--requirement', requirements, '--dest', finished],
      ],
      {
        env: {TMPDIR: temporary},
        stdin: 'ignore',
        all: true,
        ...(signal && {cancelSignal: signal}),
      },
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw downloadError(wheels, error);
  } finally {
    clearInterval(watch);
  }
  return (await readdir(finished)).sort().map((name) => join(finished, name));
}

/** What pip has said, so that a file that is not what it should be is told from one that is out of reach. */
function downloadError(wheels: readonly Wheel[], error: unknown): EngineError {
  const said = error instanceof ExecaError ? String(error.all) : String(error);
  const [, expected = '', got = ''] = /Expected sha256 (\w+)\s+Got\s+(\w+)/.exec(said) ?? [];
  if (got !== '') return hashError(wheels, expected, got, error);
  const reason = said.split('\n').find((line) => line.startsWith('ERROR: ')) ?? said.split('\n')[0];
  return new EngineError(
    {
      code: 'ENGINE_DOWNLOAD',
      message: `pip could not fetch what the engine is made of (${reason}).`,
      received: wheels.map(({requirement}) => requirement).join(', '),
      next: 'Check the network and the index that pip is configured with (python3 -m pip config list), then run again: npm run setup',
    },
    error,
  );
}

function hashError(
  wheels: readonly Wheel[],
  expected: string,
  got: string,
  cause: unknown,
): EngineError {
  const wheel = wheels.find(({sha256}) => sha256 === expected);
  return new EngineError(
    {
      code: 'ENGINE_HASH',
      message: `pip refused ${wheel?.requirement ?? 'a wheel'}: its SHA-256 is not the one that is pinned, ${expected}.`,
      received: got,
      next: 'The index that pip is configured with (python3 -m pip config list) serves another file than was published; use another one: PIP_INDEX_URL=https://… npm run setup',
    },
    cause,
  );
}

/** The size of all files under `folder`; a file that vanishes meanwhile counts nothing. */
async function totalBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(
      async (entry) =>
        (await stat(join(entry.parentPath, entry.name)).catch(() => ({size: 0}))).size,
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
