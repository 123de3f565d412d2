import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {makeScratch, removeOldScratch, type Scratch} from '../../../src/pipeline/run/scratch.ts';
import {freshFolder} from '../rig/rig.ts';

const day = 24 * 3600 * 1000;
const key = 'a'.repeat(64);
const key2 = 'b'.repeat(64);

/** What an attempt that is cut short leaves: a state, an input, an output, and what was beside it. */
function fill({resume, input, output}: Scratch): void {
  mkdirSync(resume, {recursive: true});
  writeFileSync(path.join(resume, 'state'), '');
  mkdirSync(input('data'));
  writeFileSync(output('out'), '');
  writeFileSync(`${output('out')}.partial`, '');
}

test('an attempt makes nothing but the one folder that all share', () => {
  const store = freshFolder();
  makeScratch(store, key, 'attempt');
  expect(readdirSync(store, {recursive: true})).toEqual(['scratch']);
});

test('what one attempt needed goes without that of another; what to resume from goes with the key', async () => {
  const store = freshFolder();
  const names = () => readdirSync(path.join(store, 'scratch')).sort();
  const [first, second, other] = [
    makeScratch(store, key, 'one'),
    makeScratch(store, key, 'two'),
    makeScratch(store, key2, 'one'),
  ];
  for (const scratch of [first, second, other]) fill(scratch);
  const all = names();
  await first.clear();
  expect(names()).toEqual(all.filter((name) => !name.startsWith(`${key}.one.`)));
  await second.remove();
  expect(names()).toEqual(all.filter((name) => name.startsWith(key2)));
});

test('scratch goes when nothing was written to it for a week', async () => {
  const store = freshFolder();
  fill(makeScratch(store, key, 'attempt'));
  const names = () => readdirSync(path.join(store, 'scratch'));
  expect(await removeOldScratch(store, Date.now() + 6 * day)).toBe(0);
  expect(await removeOldScratch(store, Date.now() + 8 * day, true)).toBe(1);
  expect(names()).toHaveLength(4);
  expect(await removeOldScratch(store, Date.now() + 8 * day)).toBe(1);
  expect(names()).toEqual([]);
});

test('a store without scratch has none to remove', async () => {
  expect(await removeOldScratch(freshFolder(), Date.now())).toBe(0);
});
