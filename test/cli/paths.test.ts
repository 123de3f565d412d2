import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {settlePathVariables} from '../../src/cli/path-variables.ts';
import {userPath} from '../../src/cli/user-path.ts';
import {Cli, ended, parseEvent, type Start} from './rig.ts';

describe('a path that a person gives', () => {
  it.each([
    ['/data/sets', '/data/sets'],
    ['data/../sets', join(process.cwd(), 'sets')],
    ['~', homedir()],
    ['~/store', join(homedir(), 'store')],
    ['./~anna', join(process.cwd(), '~anna')],
  ])('%s is %s', (text, path) => expect(userPath(text)).toBe(path));

  it.each(['', ' ', '~anna/store', 'a\0b'])('%j is none', (text) => {
    expect(() => userPath(text)).toThrow(expect.objectContaining({name: 'CliError'}));
  });
});

it('variables that hold paths are settled for every process; an empty one is not set', () => {
  const variables = {
    THREE_FACTORS_DATA_DIR: 'sets',
    XDG_CACHE_HOME: 'cache',
    TMPDIR: '~/tmp',
    THREE_FACTORS_STORE: '',
    HTTP_PROXY: 'proxy',
  };
  settlePathVariables(variables);
  expect(variables).toEqual({
    THREE_FACTORS_DATA_DIR: join(process.cwd(), 'sets'),
    XDG_CACHE_HOME: join(process.cwd(), 'cache'),
    TMPDIR: join(homedir(), 'tmp'),
    HTTP_PROXY: 'proxy',
  });
});

/** In a folder of its own, which is home and holds what is not where it should be. */
async function runAt(args: readonly string[], env: Start['env'] = {}) {
  const cli = new Cli();
  const cwd = join(cli.folder, 'home');
  mkdirSync(cwd);
  const result = await ended(cli.start(args, {cwd, env: {HOME: cwd, ...env}}));
  return {...result, cwd, cli};
}

describe('the command line', () => {
  it.each([['--store', ''], ['--shared-store', ''], ['--data-dir', ''], ['--store=~anna/x']])(
    'refuses %j %j before it does anything',
    async (...args) => {
      const {code, stderr, cwd} = await runAt(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/--(store|shared-store|data-dir) <dir>.*path is needed|short name/);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  it('says which variable it cannot follow', async () => {
    const {code, stderr} = await runAt(['--list'], {THREE_FACTORS_STORE: '~anna/x'});
    expect(code).toBe(2);
    expect(stderr).toMatch(/PATH_UNCLEAR[^]*received +\$THREE_FACTORS_STORE=~anna\/x/);
  });

  it.each<[string, string[], Start['env']]>([
    ['an option', ['--store=~/mine'], {}],
    ['a variable', [], {THREE_FACTORS_STORE: '~/mine'}],
  ])('finds the home folder in %s', async (_, args, env) => {
    const {code, cwd} = await runAt(['--target', 'measure', ...args], env);
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'mine', 'cas'))).toBe(true);
    expect(existsSync(join(cwd, '~'))).toBe(false);
  });

  it('looks for the engine at one place, whatever the working directory', async () => {
    const env = {XDG_CACHE_HOME: 'cache', THREE_FACTORS_CACHE: undefined};
    const {stdout, cwd} = await runAt(['--doctor', '--json'], env);
    expect(parseEvent(stdout)).toMatchObject({
      engine: {cacheFolder: join(cwd, 'cache', 'three-factors-sgd')},
    });
  });
});
