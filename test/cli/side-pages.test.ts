import {mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {claims} from '../../experiments/index.ts';
import {writeProfilesPage} from '../../src/cli/side-pages.ts';
import type {Study} from '../../src/cli/study.ts';
import {freshFolder} from '../store/rig.ts';
import {verdicts} from './verdicts.ts';

const study = {
  title: 'What was claimed',
  profiles: ['quick', 'standard', 'paper'],
  claims,
} satisfies Partial<Study>;

function addReport(reports: string, profile: string): void {
  mkdirSync(join(reports, profile));
  const content = verdicts({E1a: 'supported'}, profile);
  writeFileSync(join(reports, profile, 'verdicts.json'), JSON.stringify(content));
}

it('links the profiles that have a report, and is written only when that changes', async () => {
  const reports = freshFolder();
  await writeProfilesPage(reports, study);
  expect(readdirSync(reports)).toEqual([]);

  const page = join(reports, 'index.html');
  addReport(reports, 'quick');
  await writeProfilesPage(reports, study);
  expect(readFileSync(page, 'utf8')).toContain('<h1>What was claimed</h1>');
  expect(readFileSync(page, 'utf8')).toContain('href="quick/index.html"');
  expect(readFileSync(page, 'utf8')).not.toContain('paper/index.html');
  const {ino} = statSync(page);
  await writeProfilesPage(reports, study);
  expect(statSync(page).ino).toBe(ino);

  addReport(reports, 'paper');
  await writeProfilesPage(reports, study);
  expect(readFileSync(page, 'utf8')).toContain('href="paper/index.html"');
});
