import {once} from 'node:events';
import {closeSync, existsSync, openSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {Cli, ended, parseEvent} from './rig.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('the command line', () => {
  it('helps, and tells its version', async () => {
    const {code, stdout, stderr} = await new Cli().run('--help');
    expect([code, stderr]).toEqual([0, '']);
    for (const option of ['--target', '--profile', '--dry-run', '--shared-store', '--doctor']) {
      expect(stdout).toContain(option);
    }
    expect((await new Cli().run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    [
      'an unknown target',
      ['--target', 'measrue'],
      /TARGET_UNKNOWN[^]*measrue[^]*Did you mean measure/,
    ],
    ['an unknown option', ['--fast'], /unknown option '--fast'/],
    ['an unknown profile', ['--profile', 'huge'], /quick, standard, paper/],
    [
      'a slip in a choice, and knows what was meant',
      ['--profile', 'quik'],
      /Did you mean quick\? Allowed are quick, standard, paper/,
    ],
    ['a choice in other letters', ['--graph', 'DOT'], /Did you mean dot\?/],
    ['an unknown target without its option', ['measrue'], /TARGET_UNKNOWN[^]*measrue/],
    ['one side of a comparison', ['--compare', 'quick'], /--compare needs two/],
    ['two commands at once', ['--list', '--history'], /--list, --history/],
  ])('refuses %s with exit code 2', async (_, args, message) => {
    const {code, stdout, stderr} = await new Cli().run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('refuses a device that it does not know before anything runs, wherever it is named', async () => {
    vi.stubEnv('THREE_FACTORS_DEVICE', 'CPU');
    const cli = new Cli();
    for (const args of [[], ['--list'], ['--doctor']]) {
      const {code, stderr} = await cli.run(...args);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/'CPU'.*auto, cpu, gpu/)]);
    }
    vi.stubEnv('THREE_FACTORS_DEVICE', '');
    vi.stubEnv('THREE_FACTORS_ISA', '');
    expect((await cli.run('--list')).code).toBe(0);
  });

  it('lists short names and stages, and the cells of a target', async () => {
    const cli = new Cli();
    expect((await cli.run('--list')).stdout).toMatch(/report +1 .*\nmeasure +4 .*\nrender +1 /);
    const cells = await cli.run('--list', '--target', 'measure');
    expect(cells.stdout.split('\n').slice(0, 2)).toEqual(['measure/value=1', 'measure/value=2']);
    expect((await cli.run('measure', '--list')).stdout).toBe(cells.stdout);
  });

  it('draws the stages, and the cells of a target', async () => {
    const cli = new Cli();
    expect((await cli.run('--graph', 'dot')).stdout).toContain('"measure" -> "render";');
    const cells = await cli.run('--graph', 'mermaid', '--target', 'report');
    expect(cells.stdout).toMatch(/^flowchart LR\n.*n0\["measure\/value=1"\][^]*n0 --> n4/);
  });
});

describe('who reads', () => {
  it('is waited for', async () => {
    const study = fileURLToPath(new URL('../../pipeline.ts', import.meta.url));
    const child = new Cli(study).start(['--graph', 'json', '--target', 'report']);
    // More than pipes hold; nobody reads before the program could have ended.
    await setTimeout(3_000);
    const {code, stdout} = await ended(child);
    expect(code).toBe(0);
    expect(Object.keys(parseEvent(stdout))).toEqual(['nodes', 'edges']);
  });

  it('may leave, and the run goes on', async () => {
    const cli = new Cli();
    const child = cli.start(['--json']);
    child.stdout?.destroy();
    child.stderr?.destroy();
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect((await cli.run('--history')).stdout).toContain('completed');
  });

  it.runIf(existsSync('/dev/full'))('is told when it could not be told all', async () => {
    const full = openSync('/dev/full', 'w');
    const {code, stderr} = await ended(new Cli().start(['--list'], {stdout: full}));
    closeSync(full);
    expect(code).toBe(3);
    expect(stderr).toMatch(/OUTPUT_LOST[^]*ENOSPC/);
  });
});

describe('a run', () => {
  it('tells programs everything as JSON, one event a line', async () => {
    const cli = new Cli();
    const events = await cli.events();
    const types = events.map(({type}) => type);
    expect(types[0]).toBe('planned');
    expect(types.slice(-2)).toEqual(['run ended', 'report']);
    expect(types.filter((type) => type === 'finished')).toHaveLength(5);
    expect(events[0]['nodes']).toContainEqual(
      expect.objectContaining({node: 'measure/value=1', status: 'run', reasons: ['never ran']}),
    );
    expect(await cli.events('--target', 'nothing')).toMatchObject([
      {type: 'error', code: 'TARGET_UNKNOWN', received: 'nothing'},
    ]);
  });
});
