import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';

/** A fresh folder for each test of a file; it is gone after the test. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'three-factors-data-'));
  });
  afterEach(() => rm(folder, {recursive: true}));
  return () => folder;
}
