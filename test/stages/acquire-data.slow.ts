import {mkdir, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import body from '../../stages/acquire-data/body.ts';
import {dataset} from '../../stages/acquire-data/record.ts';
import {CATALOGUE} from '../../src/data/catalogue.ts';
import {DATASET_NAMES, SPLIT_NAMES} from '../../src/data/dataset.ts';
import {DataUnavailableError} from '../../src/data/sources/errors.ts';
import {temporaryFolder} from '../data/sources/temporary.ts';

const folder = temporaryFolder();

test.for(DATASET_NAMES)('the full %s is brought in and split', async (name, {skip}) => {
  const scratch = join(folder(), 'scratch');
  await mkdir(scratch);
  const path = join(folder(), 'dataset');
  try {
    await body({
      parameters: {dataset: name, extent: 'full', averaging: 1},
      inputs: {},
      outputs: {dataset: {kind: 'dataset', path}},
      seed: 0,
      lineage: [],
      scratch,
      signal: new AbortController().signal,
      progress: () => undefined,
      log: () => undefined,
    });
  } catch (error) {
    skip(
      error instanceof DataUnavailableError,
      'set THREE_FACTORS_DATA_DIR to a folder that has it',
    );
    throw error;
  }
  const value = await dataset.read(path);
  const {shape, trainCount, validationCount, testCount} = CATALOGUE[name];
  expect(value).toMatchObject({name, extent: 'full', shape});
  expect(SPLIT_NAMES.map((split) => value[split].labels.length)).toEqual([
    trainCount - validationCount,
    validationCount,
    testCount,
  ]);
  expect(await readdir(scratch)).toEqual([]);
});
