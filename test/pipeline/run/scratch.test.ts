import {existsSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {makeScratch, removeOldScratch} from '../../../src/pipeline/run/scratch.ts';
import {freshFolder} from '../rig/rig.ts';

const day = 24 * 3600 * 1000;

test('scratch goes when nothing was written to it for a week', async () => {
  const store = freshFolder();
  await makeScratch(store, 'key', 'attempt');
  const stands = () => existsSync(path.join(store, 'scratch/key'));
  expect(await removeOldScratch(store, Date.now() + 6 * day)).toBe(0);
  expect(await removeOldScratch(store, Date.now() + 8 * day, true)).toBe(1);
  expect(stands()).toBe(true);
  expect(await removeOldScratch(store, Date.now() + 8 * day)).toBe(1);
  expect(stands()).toBe(false);
});

test('a store without scratch has none to remove', async () => {
  expect(await removeOldScratch(freshFolder(), Date.now())).toBe(0);
});
