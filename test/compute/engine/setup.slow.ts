import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {execaNode} from 'execa';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {isReady} from '../../../src/compute/engine/contents.ts';

const script = fileURLToPath(new URL('fixtures/set-up.ts', import.meta.url));
let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(() => rm(cache, {recursive: true}));

const setUp = () =>
  execaNode(script, {
    nodeOptions: ['--import', 'tsx'],
    env: {THREE_FACTORS_CACHE: cache},
    lines: true,
  });

async function killAt(step: string) {
  const setup = setUp();
  for await (const line of setup) if (line === step) setup.kill('SIGKILL');
}

/** The one engine of the cache folder, ready, and nothing beside it. */
async function expectOneEngine() {
  const names = await readdir(join(cache, 'engine'));
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
