import {mkdirSync, renameSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {isUnchanged, stampFile} from '../../src/system/stamps.ts';
import {freshFolder} from '../pipeline/rig/rig.ts';

/** [ns] */
const second = 1_000_000_000n;

/** A file of equal size and mtime each time, as `tar --mtime=@0` makes it. */
function release(folder: string, digit: number): string {
  const file = path.join(folder, 'release.ts');
  writeFileSync(file, `export const one = ${digit};`);
  utimesSync(file, 0, 0);
  return file;
}

/** Changes a file until its system has seen it: two changes within one tick of the clock are one moment. */
async function change(file: string, work: () => unknown): Promise<void> {
  const {ctimeNs} = statSync(file, {bigint: true});
  do await work();
  while (statSync(file, {bigint: true}).ctimeNs === ctimeNs);
}

/** The time by which a file has settled. */
const later = (file: string): bigint => statSync(file, {bigint: true}).ctimeNs + 10n * second;

test('a file is unchanged while nothing was done to it', () => {
  const file = release(freshFolder(), 1);
  expect(isUnchanged(file, stampFile(file, later(file)))).toBe(true);
});

test('equal size, mtime and inode are not enough', async () => {
  const folder = freshFolder();
  const file = release(folder, 1);
  const stamp = stampFile(file, later(file));
  await change(file, () => release(folder, 2));
  expect(String(statSync(file).ino)).toBe(stamp.inode);
  expect(isUnchanged(file, stamp)).toBe(false);
});

test('a file that changed as it was stamped, or a moment before, is read again', () => {
  const file = release(freshFolder(), 1);
  const {ctimeNs} = statSync(file, {bigint: true});
  expect(isUnchanged(file, stampFile(file, ctimeNs))).toBe(false);
  expect(isUnchanged(file, stampFile(file, ctimeNs + second))).toBe(false);
  expect(isUnchanged(file, stampFile(file, ctimeNs + 3n * second))).toBe(true);
});

test('a file that was put in the place of another is not it', () => {
  const folder = freshFolder();
  const file = release(folder, 1);
  const stamp = stampFile(file, later(file));
  mkdirSync(path.join(folder, 'new'));
  renameSync(release(path.join(folder, 'new'), 2), file);
  expect(isUnchanged(file, stamp)).toBe(false);
});

test('a file that is gone or appeared has changed', () => {
  const folder = freshFolder();
  const file = path.join(folder, 'release.ts');
  const absent = stampFile(file, second);
  expect(isUnchanged(file, absent)).toBe(true);
  release(folder, 1);
  expect(isUnchanged(file, absent)).toBe(false);
});

test('releases that are unpacked over each other differ', async () => {
  const [folder, target] = [freshFolder(), freshFolder()];
  for (const digit of [1, 2]) {
    release(folder, digit);
    const archive = path.join(target, `${digit}.tar`);
    await execa('tar', ['--mtime=@0', '-cf', archive, '-C', folder, 'release.ts']);
  }
  const unpack = (digit: number) => execa('tar', ['-xf', `${digit}.tar`], {cwd: target});
  const file = path.join(target, 'release.ts');
  await unpack(1);
  const stamp = stampFile(file, later(file));
  await change(file, () => unpack(2));
  expect(isUnchanged(file, stamp)).toBe(false);
});
