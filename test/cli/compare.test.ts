import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {Cli} from './rig.ts';
import {verdicts} from './verdicts.ts';

const before = verdicts({E1a: 'supported', E1b: 'inconclusive'});
const after = verdicts({E1a: 'contradicted', E1b: 'inconclusive'});

/** A report of `quick`, and a file of older verdicts. */
function openSides() {
  const cli = new Cli();
  mkdirSync(join(cli.reports, 'quick'), {recursive: true});
  writeFileSync(join(cli.reports, 'quick', 'verdicts.json'), JSON.stringify(after));
  const file = join(cli.folder, 'old.json');
  writeFileSync(file, JSON.stringify(before));
  return {cli, file};
}

describe('--compare', () => {
  it('tells what changed from a file to a profile, and writes the page and the table', async () => {
    const {cli, file} = openSides();
    const {code, stdout} = await cli.run('--compare', file, 'quick');
    expect(code).toBe(0);
    expect(stdout).toMatch(/E1a .*supported - +contradicted -/);
    expect(stdout).not.toContain('E1b');
    expect(stdout).toContain('1 of 2 criteria have another verdict');
    const page = stdout.trim().split('\n').at(-1) ?? '';
    expect(page).toMatch(/reports\/compare-[\w.-]*old-quick\/index\.html$/);
    expect(readFileSync(page, 'utf8')).toContain('verdict changed');
    const table = readFileSync(page.replace('index.html', 'comparison.csv'), 'utf8');
    expect(table).toMatch(/E1a,none,supported,contradicted/);
  });

  it('says so when nothing changed', async () => {
    const {cli} = openSides();
    const {stdout} = await cli.run('--compare', 'quick', 'quick');
    expect(stdout).toMatch(/^All 2 verdicts agree/);
  });

  it('refuses a profile without a report', async () => {
    const {cli, file} = openSides();
    const {code, stderr} = await cli.run('--compare', file, 'paper');
    expect([code, stderr]).toEqual([2, expect.stringContaining('VERDICTS_UNREADABLE')]);
  });
});
