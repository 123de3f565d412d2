import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {z} from 'zod';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
    }),
  ),
});
const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const packages = Object.entries(Lockfile.parse(JSON.parse(text)).packages).filter(
  ([place]) => place !== '',
);

test('every package is pinned by its content, and none by the address it once came from', () => {
  const loose = packages.filter(([, {integrity, resolved}]) => !integrity || resolved);
  expect(loose).toEqual([]);
});

test('tar, which only installers would load, is one that no audit warns of', () => {
  const old = packages.filter(
    ([place, {version}]) => place.endsWith('node_modules/tar') && Number(version.split('.')[0]) < 7,
  );
  expect(old).toEqual([]);
});
