import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execaNode} from 'execa';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {addonNames, librariesName} from '../../../src/compute/engine/cache.ts';
import {isReady, writeContents} from '../../../src/compute/engine/contents.ts';
import {downloadWheels} from '../../../src/compute/engine/download.ts';
import {takeLibraries} from '../../../src/compute/engine/reuse.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {wheelSets} from '../../../src/compute/engine/wheels.ts';

const script = fileURLToPath(new URL('fixtures/set-up.ts', import.meta.url));
let fetched: string;
let cache: string;

/** Fetched once, since every set-up would take as long again. */
beforeAll(async () => {
  fetched = await mkdtemp(join(tmpdir(), 'wheels-'));
  await downloadWheels(wheelSets.cpu, fetched, () => undefined);
});
afterAll(() => rm(fetched, {recursive: true}));

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(() => rm(cache, {recursive: true}));

/** Sets up in a process of its own; pip finds wheels in the folder `wheels` alone. */
const setUp = (wheels = join(fetched, 'wheels')) =>
  execaNode(script, {
    nodeOptions: ['--import', 'tsx'],
    env: {
      THREE_FACTORS_CACHE: cache,
      PIP_NO_INDEX: '1',
      PIP_FIND_LINKS: wheels,
    },
    lines: true,
  });

async function killAt(step: string) {
  const setup = setUp();
  for await (const line of setup) if (line === step) setup.kill('SIGKILL');
}

/** The one engine of the cache folder, ready, and nothing beside it. */
async function expectOneEngine() {
  const entries = await readdir(join(cache, 'engine'), {withFileTypes: true});
  const names = entries.filter((entry) => entry.isDirectory()).map(({name}) => name);
  expect(names).toHaveLength(1);
  expect(await isReady(join(cache, 'engine', names[0]))).toBe(true);
}

test('of two set-ups at once one works and the other waits', async () => {
  const runs = await Promise.all([setUp(), setUp()]);
  const steps = runs.map(({stdout}) => stdout).toSorted((a, b) => a.length - b.length);
  expect(steps).toEqual([
    ['wait', 'ready'],
    ['download', 'unpack', 'compile', 'ready'],
  ]);
  await expectOneEngine();
});

test('wherever a set-up is killed, the next one starts over, and the last one cleans up', async () => {
  for (const step of ['download', 'unpack', 'compile'])
    await expect(killAt(step)).rejects.toMatchObject({signal: 'SIGKILL'});
  expect((await setUp()).stdout).toEqual(['download', 'unpack', 'compile', 'ready']);
  await expectOneEngine();
  expect((await setUp()).stdout).toEqual(['ready']);
});

test('an engine of another version lends its libraries: nothing is downloaded', async () => {
  const other = join(cache, 'engine', librariesName('cpu'));
  const files = await takeLibraries(await ensureEngine({device: 'cpu'}), other);
  const libraries = files.filter((name) => !name.includes('/include/'));
  await writeFile(join(other, addonNames.binding), 'of another version');
  await writeContents(other, [...libraries, addonNames.binding]);

  const withoutWheels = cache;
  expect((await setUp(withoutWheels)).stdout).toEqual(['compile', 'ready']);
  await rm(other, {recursive: true});
  await expectOneEngine();
});
