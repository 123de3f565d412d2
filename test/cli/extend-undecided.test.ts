import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import type {Outcome} from '../../src/judging/results.ts';
import {Cli} from './rig.ts';
import {verdicts} from './verdicts.ts';

const fixture = fileURLToPath(new URL('fixtures/looks.ts', import.meta.url));

/** A command line whose last report at `standard` holds these verdicts. */
function judged(given: Record<string, Outcome>): Cli {
  const cli = new Cli(fixture);
  mkdirSync(join(cli.reports, 'standard'), {recursive: true});
  const file = join(cli.reports, 'standard', 'verdicts.json');
  writeFileSync(file, JSON.stringify(verdicts(given, 'standard')));
  return cli;
}
const extend = (cli: Cli, ...more: string[]) =>
  cli.run('--profile', 'standard', '--extend-undecided', ...more);
const looksOf = ({reports}: Cli): unknown =>
  JSON.parse(readFileSync(join(reports, 'looks.json'), 'utf8'));

describe('--extend-undecided', () => {
  it('says what gets another look and what that costs, commits it, and runs', async () => {
    const cli = judged({A1: 'inconclusive', A2: 'supported', B1: 'supported'});
    const {code, stderr} = await extend(cli);
    expect(stderr).toMatch(/A: 2 seeds instead of 1, for A1\.\n.*1 more cells: /);
    expect(stderr).toContain(join(cli.reports, 'looks.json'));
    // Two seeds of either, and the page that reads them.
    expect(stderr).toMatch(/5 run, 0 cached/);
    expect([code, looksOf(cli)]).toEqual([0, {A: 2, B: 2}]);
  });

  it('only plans on a dry run', async () => {
    const cli = judged({A1: 'inconclusive'});
    const {code, stdout, stderr} = await extend(cli, '--dry-run');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/measure +0 +4 /)]);
    expect(stderr).toMatch(/A: 2 seeds instead of 1/);
    expect(existsSync(join(cli.reports, 'looks.json'))).toBe(false);
  });

  it.each([
    ['nothing is undecided', {A1: 'supported', B1: 'not testable'}, 'NOTHING_UNDECIDED'],
    ['there is no report', undefined, 'VERDICTS_UNREADABLE'],
  ] satisfies [string, Record<string, Outcome> | undefined, string][])(
    'refuses when %s',
    async (_, given, error) => {
      const {code, stderr} = await extend(given ? judged(given) : new Cli(fixture));
      expect([code, stderr]).toEqual([2, expect.stringMatching(new RegExp(error))]);
    },
  );

  it('refuses a profile with one look, and another command', async () => {
    const cli = judged({A1: 'inconclusive'});
    const once = await cli.run('--extend-undecided');
    expect([once.code, once.stderr]).toEqual([2, expect.stringMatching(/ONE_LOOK_ONLY/)]);
    expect((await extend(cli, '--list')).code).toBe(2);
  });
});

it('tells what a profile is too small for: in the list, and before a run', async () => {
  const cli = new Cli(fixture);
  const said = /Not testable at profile quick: C1, C2 \(needs standard\)\./;
  expect((await cli.run('--list')).stdout).toMatch(said);
  expect((await cli.run()).stderr).toMatch(said);
});
