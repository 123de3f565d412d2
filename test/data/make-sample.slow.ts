import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {writeSample} from '../../data/make-sample.ts';
import {DataUnavailableError} from '../../src/data/sources/errors.ts';
import {all} from './load-collections.ts';
import {temporaryFolder} from './sources/temporary.ts';

const EMBEDDED = join(import.meta.dirname, '../../data/sample');
const folder = temporaryFolder();

const filesOf = async (place: string) =>
  (await readdir(place, {recursive: true, withFileTypes: true}))
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name).slice(place.length))
    .sort();

test.for(all)(
  'the embedded sample of $name is made anew, byte by byte',
  async (collection, {skip}) => {
    try {
      await writeSample(
        collection,
        folder(),
        process.env['THREE_FACTORS_DATA_DIR'],
        () => undefined,
      );
    } catch (error) {
      skip(
        error instanceof DataUnavailableError,
        'set THREE_FACTORS_DATA_DIR to a folder that has it',
      );
      throw error;
    }
    const {name} = collection;
    const files = await filesOf(join(EMBEDDED, name));
    expect(await filesOf(folder())).toEqual(files);
    for (const file of files) {
      const made = await readFile(join(folder(), file));
      expect(made.equals(await readFile(join(EMBEDDED, name, file))), file).toBe(true);
    }
  },
);
