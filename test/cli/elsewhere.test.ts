import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {bundle} from '../../src/pipeline/code/bundle.ts';
import {freshFolder} from '../store/rig.ts';
import {Cli, ended} from './rig.ts';
import {verdicts} from './verdicts.ts';

/** A folder outside of the project, whose own settings would compile JSX for React. */
function openElsewhere(): string {
  const elsewhere = freshFolder();
  const settings = {compilerOptions: {jsx: 'react', target: 'es5'}};
  writeFileSync(join(elsewhere, 'tsconfig.json'), JSON.stringify(settings));
  return elsewhere;
}

it('compares verdicts from another working directory', async () => {
  const cli = new Cli();
  mkdirSync(join(cli.reports, 'quick'), {recursive: true});
  const file = join(cli.reports, 'quick', 'verdicts.json');
  writeFileSync(file, JSON.stringify(verdicts({E1a: 'supported'})));
  const {code, stderr} = await ended(
    cli.start(['--compare', 'quick', 'quick'], {cwd: openElsewhere()}),
  );
  expect([code, stderr]).toEqual([0, '']);
});

it('runs from another working directory, to the pages beside the report', async () => {
  const cli = new Cli();
  const {code, stderr} = await ended(cli.start([], {cwd: openElsewhere()}));
  expect([code, stderr]).toEqual([0, expect.stringContaining('5 run')]);
  expect(existsSync(join(cli.reports, 'quick', 'run.html'))).toBe(true);
});

it('bundles what stages render for workers, from another working directory', async () => {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(openElsewhere());
  const root = join(import.meta.dirname, '../..');
  const names = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'});
  const modules = names.filter((name) => name.endsWith('.tsx'));
  expect(modules).not.toEqual([]);
  for (const module of modules) {
    const {code, packages} = await bundle({module: join(root, 'src', module)}, root, 0n);
    expect([module, packages]).toEqual([module, expect.arrayContaining(['preact'])]);
    expect(code).not.toContain('React.');
  }
});
