import {mkdir, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import body from '../../stages/acquire-data/body.ts';
import {dataset} from '../../stages/acquire-data/record.ts';
import {SPLIT_NAMES} from '../../src/data/dataset.ts';
import {DataUnavailableError} from '../../src/data/sources/errors.ts';
import {all} from '../data/load-collections.ts';
import {temporaryFolder} from '../data/sources/temporary.ts';

const folder = temporaryFolder();

test.for(all)('the full $name is brought in and split', async (collection, {skip}) => {
  const {name, shape, trainCount, validationCount, testCount} = collection;
  const scratch = join(folder(), 'scratch');
  await mkdir(scratch);
  const path = join(folder(), 'dataset');
  try {
    await body(
      {
        parameters: {dataset: name, extent: 'full', averaging: 1},
        inputs: {},
        outputs: {dataset: {kind: 'dataset', path}},
        seed: 0,
        lineage: [],
        scratch,
        signal: new AbortController().signal,
        progress: () => undefined,
        log: () => undefined,
      },
      {collection},
    );
  } catch (error) {
    skip(
      error instanceof DataUnavailableError,
      'set THREE_FACTORS_DATA_DIR to a folder that has it',
    );
    throw error;
  }
  const value = await dataset.read(path);
  expect(value).toMatchObject({name, extent: 'full', shape});
  expect(SPLIT_NAMES.map((split) => value[split].labels.length)).toEqual([
    trainCount - validationCount,
    validationCount,
    testCount,
  ]);
  expect(await readdir(scratch)).toEqual([]);
});
