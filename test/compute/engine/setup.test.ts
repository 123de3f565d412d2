import {createHash} from 'node:crypto';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {
  addonNames,
  cacheFolder,
  engineFolder,
  librariesName,
} from '../../../src/compute/engine/cache.ts';
import {ownAddons} from '../../../src/compute/engine/compile.ts';
import {isReady, writeContents} from '../../../src/compute/engine/contents.ts';
import {engineFacts} from '../../../src/compute/engine/facts.ts';
import {chooseDevice, environment} from '../../../src/compute/engine/identity.ts';
import {checkPrerequisites} from '../../../src/compute/engine/prerequisites.ts';
import {loadEngine} from '../../../src/compute/engine/load.ts';
import {findRelative, takeLibraries} from '../../../src/compute/engine/reuse.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {isExpected, type ExpectedError} from '../../../src/system/expected-error.ts';
import {sha256} from '../../../src/system/hash.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
  vi.stubEnv('THREE_FACTORS_CACHE', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, {recursive: true});
});

async function refusal(work: Promise<unknown>): Promise<ExpectedError> {
  const error: unknown = await work.catch((one: unknown) => one);
  if (isExpected(error)) return error;
  throw new Error('nothing was refused', {cause: error});
}

/** A PATH with only these commands, each doing nothing with success. */
async function onlyCommands(...names: readonly string[]) {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const name of names) {
    await writeFile(join(bin, name), '#!/bin/sh\nexit 0\n');
    await chmod(join(bin, name), 0o755);
  }
  vi.stubEnv('PATH', bin);
}

describe('what is missing is said in one error, with the command that installs it', () => {
  test.each([
    [['python3'], 'sudo apt-get install -y g++'],
    [['g++'], 'sudo apt-get install -y python3 python3-pip'],
    [[], 'sudo apt-get install -y python3 python3-pip g++'],
  ])('with only %j', async (commands, next) => {
    await onlyCommands(...commands);
    await expect(ensureEngine()).rejects.toMatchObject({code: 'ENGINE_PREREQUISITE', next});
    expect((await engineFacts()).problems).toHaveLength(3 - commands.length);
  });

  test('disk space', async () => {
    await expect(checkPrerequisites(folder, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
      `MB in ${folder}`,
    );
  });

  test('a package source that is out of reach', async () => {
    vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple');
    vi.stubEnv('PIP_RETRIES', '0');
    const {code, next} = await refusal(ensureEngine());
    expect([code, next]).toEqual(['ENGINE_DOWNLOAD', expect.stringContaining('Check the network')]);
  });

  test('a wheel of other bytes, which no network cures', async () => {
    const wheel = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl';
    await writeFile(join(folder, wheel), 'not the one');
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', folder);
    const {code, message, received, next} = await refusal(ensureEngine({device: 'cpu'}));
    expect([code, received]).toEqual(['ENGINE_HASH', sha256('not the one')]);
    expect(message).toMatch(/tensorflow-cpu==2.21.0: its SHA-256 is not the one.* 2b847d/);
    expect(next).not.toContain('network');
  });

  test.each(['', '/below'])('a cache folder that is a file%s', async (below) => {
    await writeFile(join(folder, 'file'), '');
    vi.stubEnv('THREE_FACTORS_CACHE', join(folder, `file${below}`));
    const {code, received} = await refusal(ensureEngine());
    expect([code, received]).toEqual(['ENGINE_CACHE', join(folder, `file${below}`, 'engine')]);
    const {ready, problems} = await engineFacts();
    expect(ready).toBe(false);
    expect(problems.at(-1)).toContain('THREE_FACTORS_CACHE');
    await expect(loadEngine()).rejects.toMatchObject({code: 'ENGINE_NOT_SET_UP'});
  });

  test('a cache folder in which nothing can be made', async () => {
    vi.stubEnv('THREE_FACTORS_CACHE', '/proc');
    expect((await refusal(ensureEngine())).code).toBe('ENGINE_CACHE');
  });
});

test('the cache folder is that of XDG unless another is named', () => {
  expect(cacheFolder()).toBe(folder);
  vi.stubEnv('THREE_FACTORS_CACHE', '');
  vi.stubEnv('XDG_CACHE_HOME', '/xdg');
  expect(cacheFolder()).toBe('/xdg/three-factors-sgd');
});

test('each device has its own engine, and is part of the key', () => {
  vi.stubEnv('THREE_FACTORS_DEVICE', '');
  vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
  chooseDevice('gpu');
  expect(environment()).toMatchObject({tensorflow: '2.21.0', device: 'gpu'});
  expect(engineFolder()).not.toBe(engineFolder('cpu'));
});

test('the name of an engine tells the sources of its addons', async () => {
  const sources = await Promise.all(ownAddons.map(({source}) => readFile(source)));
  const digest = createHash('sha256').update(Buffer.concat(sources)).digest('hex');
  expect(engineFolder('cpu')).toMatch(new RegExp(`-${digest.slice(0, 8)}$`));
});

describe('the libraries of an engine of another version', () => {
  /** An engine of one library and one addon, `ready` or still without the list of its files. */
  async function makeEngine(name: string, ready = true): Promise<string> {
    const engine = join(folder, 'engine', name);
    await mkdir(join(engine, 'tensorflow/include'), {recursive: true});
    const files = ['tensorflow/library.so', addonNames.binding];
    for (const file of [...files, 'tensorflow/include/header.h'])
      await writeFile(join(engine, file), file);
    if (ready) await writeContents(engine, files);
    return engine;
  }
  const find = () => findRelative(engineFolder('cpu'), librariesName('cpu'));

  test('are found where that engine is ready, and nowhere else', async () => {
    expect(await find()).toBeUndefined();
    const name = librariesName('cpu');
    await makeEngine(basename(engineFolder('cpu')));
    await makeEngine(librariesName('gpu'));
    await makeEngine(`${name}-0123abcd`, false);
    await makeEngine(`${name}-0123abcd.host.17.workshop`);
    await writeFile(join(folder, 'engine', `${name}.lease`), '');
    expect(await find()).toBeUndefined();
    const other = await makeEngine(name);
    expect(await find()).toBe(other);
  });

  test('are linked, its addons are not', async () => {
    const other = await makeEngine(librariesName('cpu'));
    const mine = join(folder, 'workshop');
    const names = ['tensorflow/include/header.h', 'tensorflow/library.so'];
    expect((await takeLibraries(other, mine)).sort()).toEqual(names);
    const all = await readdir(mine, {recursive: true});
    expect(all.sort()).toEqual(['tensorflow', 'tensorflow/include', ...names]);
    const inode = async (engine: string) => (await stat(join(engine, names[1]))).ino;
    expect(await inode(mine)).toBe(await inode(other));
  });
});

/** An engine of one file, in a folder of the cache. */
async function smallEngine(content: string): Promise<string> {
  const engine = join(folder, 'small');
  await mkdir(engine, {recursive: true});
  await writeFile(join(engine, 'library'), content);
  await writeContents(engine, ['library']);
  return engine;
}

test('an engine is not ready when a file has other bytes of the same size, whatever its time', async () => {
  const engine = await smallEngine('content');
  expect(await isReady(engine)).toBe(true);
  const library = join(engine, 'library');
  const {atime, mtime} = await stat(library);
  await writeFile(library, 'c0ntent');
  await utimes(library, atime, mtime);
  expect(await isReady(engine)).toBe(false);
  expect(await isReady(engine)).toBe(false);

  await writeFile(library, 'content');
  expect(await isReady(engine)).toBe(true);
});

test('an engine that was set up anew is not held against the old one', async () => {
  expect(await isReady(await smallEngine('content'))).toBe(true);
  await rm(join(folder, 'small'), {recursive: true});
  expect(await isReady(await smallEngine('c0ntent'))).toBe(true);
});

test('an engine is ready only while all its files have their size', async () => {
  expect(await isReady(join(folder, 'none'))).toBe(false);
  const engine = await smallEngine('content');
  expect(await isReady(engine)).toBe(true);
  await truncate(join(engine, 'library'), 3);
  expect(await isReady(engine)).toBe(false);
  await rm(join(engine, 'library'));
  expect(await isReady(engine)).toBe(false);
  await writeFile(join(engine, 'contents.json'), '{"libr');
  expect(await isReady(engine)).toBe(false);
});
