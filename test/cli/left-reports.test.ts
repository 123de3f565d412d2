import {randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {removeLeftReports} from '../../src/cli/left-reports.ts';

const day = 24 * 3600 * 1000;

function folderWith(...names: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  for (const name of names) mkdirSync(join(folder, name), {recursive: true});
  return folder;
}

it('removes what killed runs left beside reports, when it is old, and nothing else', async () => {
  const left = [
    `.quick-new-${randomUUID()}`,
    `.quick-old-${randomUUID()}`,
    join('quick', `.new-${randomUUID()}`),
  ];
  const folder = folderWith('quick/data', '.git', '.notes-new-draft', ...left);
  writeFileSync(join(folder, left[0], 'index.html'), '<p>');
  const names = () => readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort();
  const all = names();
  expect(await removeLeftReports(folder, Date.now() + day / 2)).toBe(0);
  expect(await removeLeftReports(folder, Date.now() + 2 * day, true)).toBe(3);
  expect(names()).toEqual(all);
  expect(await removeLeftReports(folder, Date.now() + 2 * day)).toBe(3);
  expect(names()).toEqual(['.git', '.notes-new-draft', 'quick', 'quick/data']);
});

it('does not follow a link', async () => {
  const elsewhere = folderWith(`.quick-new-${randomUUID()}`);
  const folder = folderWith();
  symlinkSync(elsewhere, join(folder, 'quick'));
  expect(await removeLeftReports(folder, Date.now() + 2 * day)).toBe(0);
  expect(readdirSync(elsewhere)).toHaveLength(1);
});

it('of a project without reports there is nothing', async () => {
  expect(await removeLeftReports(join(folderWith(), 'reports'), Date.now())).toBe(0);
});
