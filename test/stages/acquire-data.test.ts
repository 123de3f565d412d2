import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {acquireData} from '../../stages/acquire-data/stage.ts';
import body from '../../stages/acquire-data/body.ts';
import {dataset} from '../../stages/acquire-data/record.ts';
import {collection} from '../data/load-collections.ts';
import {temporaryFolder} from '../data/sources/temporary.ts';

const folder = temporaryFolder();

/** Runs the body as a worker does, in the root of the project. */
async function acquire(name: string, output: string): Promise<string> {
  const path = join(folder(), output);
  await body(
    {
      parameters: acquireData.parameters.parse({dataset: name, extent: 'sample'}),
      inputs: {},
      outputs: {dataset: {kind: 'dataset', path}},
      seed: 0,
      lineage: [],
      scratch: join(folder(), 'scratch'),
      signal: new AbortController().signal,
      progress: () => undefined,
      log: () => undefined,
    },
    {collection: collection(name)},
  );
  return path;
}

test('the sample becomes a dataset, the same bytes every time', async () => {
  const first = await acquire('mnist', 'first');
  const value = await dataset.read(first);
  expect(value).toMatchObject({name: 'mnist', extent: 'sample', shape: [28, 28, 1]});
  expect(value.train.labels).toHaveLength(5_000);
  const second = await acquire('mnist', 'second');
  expect((await readFile(first)).equals(await readFile(second))).toBe(true);
});

test('the sample leaves nothing in the scratch folder', async () => {
  await acquire('mnist', 'only');
  await expect(stat(join(folder(), 'scratch'))).rejects.toThrow('ENOENT');
});

test.each([
  [{dataset: 'imagenet', extent: 'sample'}, 'dataset'],
  [{dataset: 'mnist', extent: 'half'}, 'extent'],
])('parameters %j are refused', (parameters, field) => {
  const {error} = acquireData.parameters.safeParse(parameters);
  expect(error?.issues.map(({path}) => path.join('.'))).toEqual([field]);
});
