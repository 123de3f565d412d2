import {mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {claims} from '../../experiments/index.ts';
import {writeProfilesPage} from '../../src/cli/side-pages.ts';
import {freshFolder} from '../store/rig.ts';
import {verdicts} from './verdicts.ts';

const profiles = ['quick', 'standard', 'paper'];

function addReport(reports: string, profile: string): void {
  mkdirSync(join(reports, profile));
  const content = verdicts({E1a: 'supported'}, profile);
  writeFileSync(join(reports, profile, 'verdicts.json'), JSON.stringify(content));
}

it('links the profiles that have a report, and is written only when that changes', async () => {
  const reports = freshFolder();
  await writeProfilesPage(reports, {profiles, claims});
  expect(readdirSync(reports)).toEqual([]);

  const page = join(reports, 'index.html');
  addReport(reports, 'quick');
  await writeProfilesPage(reports, {profiles, claims});
  expect(readFileSync(page, 'utf8')).toContain('href="quick/index.html"');
  expect(readFileSync(page, 'utf8')).not.toContain('paper/index.html');
  const {ino} = statSync(page);
  await writeProfilesPage(reports, {profiles, claims});
  expect(statSync(page).ino).toBe(ino);

  addReport(reports, 'paper');
  await writeProfilesPage(reports, {profiles, claims});
  expect(readFileSync(page, 'utf8')).toContain('href="paper/index.html"');
});
