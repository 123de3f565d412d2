import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it, vi} from 'vitest';
import {freshFolder, listAll} from '../store/rig.ts';
import {Cli, ended} from './rig.ts';

const terminal = join(import.meta.dirname, 'fixtures/terminal.py');

/** What is imported late is translated late, as on a first run. */
const env = {TSX_DISABLE_CACHE: '1'};
const slowly = ['--profile', 'standard', '--jobs', '1'];

/** The leases in a store, of which the first run makes the folder. */
const leasesOf = (store: string): string[] =>
  existsSync(join(store, 'leases')) ? listAll(join(store, 'leases')) : [];

/** Until two cells are made, one after the other: by then all is loaded that a run needs at its end. */
const untilUnderWay = (cli: Cli) =>
  vi.waitUntil(() => existsSync(join(cli.store, 'runs')) && logOf(cli).includes('counted to 2'), {
    timeout: 120_000,
    interval: 200,
  });

/** What the only run of a store said, as its log keeps it. */
function logOf({store}: Cli): string {
  const names = readdirSync(join(store, 'runs')).filter((one) => one.endsWith('.log'));
  return names.map((name) => readFileSync(join(store, 'runs', name), 'utf8')).join('');
}

function expectCompleted(cli: Cli): void {
  const report = join(cli.reports, 'standard', 'index.html');
  expect(readFileSync(report, 'utf8')).toContain('4 of 4: 10');
  expect(existsSync(join(cli.reports, 'standard', 'run.html'))).toBe(true);
  expect(logOf(cli)).toMatch(
    /The terminal is gone; the run goes on[^]*5 run, 0 cached[^]*index\.html\n$/,
  );
}

it('goes on when every process of its terminal is told that it is gone, as under nohup', async () => {
  const [cli, shared] = [new Cli(), freshFolder()];
  const child = cli.start([...slowly, '--shared-store', shared], {group: true, env});
  const result = ended(child);
  await untilUnderWay(cli);
  expect(leasesOf(shared)).not.toEqual([]);
  // Not only once: every process on the way passes it on.
  for (let times = 0; times < 2; times++) process.kill(-(child.pid ?? NaN), 'SIGHUP');
  const {code, stdout, stderr} = await result;
  expect([code, stderr]).toEqual([0, expect.stringContaining('5 run, 0 cached')]);
  expect(stdout).toContain('index.html');
  expectCompleted(cli);
  expect(leasesOf(shared)).toEqual([]);
  expect((await new Cli().run(...slowly, '--shared-store', shared)).stderr).toContain(
    '0 run, 5 cached',
  );
});

it('goes on when its terminal is closed, and its log tells the rest', async () => {
  const cli = new Cli();
  const close = join(cli.folder, 'close');
  const child = cli.start(slowly, {env, before: ['python3', terminal, close]});
  await untilUnderWay(cli);
  writeFileSync(close, '');
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
  expectCompleted(cli);
  expect(leasesOf(cli.store)).toEqual([]);
  expect((await cli.run('--history')).stdout).toContain('completed');
});
