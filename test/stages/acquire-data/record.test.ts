import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {Dataset} from '../../../src/data/dataset.ts';
import {dataset} from '../../../stages/acquire-data/record.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dataset-'));
});
afterEach(() => rm(folder, {recursive: true}));

const images = (count: number, first: number) => ({
  images: Uint8Array.from({length: count * 2 * 2 * 3}, (_, index) => (first + index) % 256),
  labels: Int32Array.from({length: count}, (_, index) => index % 2),
});
const tiny: Dataset = {
  name: 'cifar-10',
  extent: 'sample',
  shape: [2, 2, 3],
  classes: ['cat', 'dog'],
  provenance: {title: 'T', homepage: 'https://example.org', licence: 'none', citation: 'C'},
  train: images(5, 0),
  validation: images(3, 100),
  test: images(2, 200),
};

test('a dataset comes back as it was written', async () => {
  const path = join(folder, 'd');
  await dataset.write(path, tiny);
  expect(await dataset.read(path)).toEqual(tiny);
});

test.each([
  [
    'a label without a class',
    {...tiny, classes: ['cat', 'dog'], test: {...tiny.test, labels: Int32Array.of(0, 2)}},
    /test: a label lies outside 0 … 1/,
  ],
])('%s is refused', async (_, wrong, message) => {
  const path = join(folder, 'd');
  await dataset.write(path, wrong);
  await expect(dataset.read(path)).rejects.toThrow(message);
});

test('images that do not match their labels are refused when written', async () => {
  const wrong = {...tiny, train: {...tiny.train, labels: Int32Array.of(0)}};
  await expect(dataset.write(join(folder, 'd'), wrong)).rejects.toThrow(RangeError);
});
