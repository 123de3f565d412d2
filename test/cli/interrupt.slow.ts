import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {ChildProcess} from 'node:child_process';
import {expect, it, vi} from 'vitest';
import {freshFolder, listAll} from '../store/rig.ts';
import {Cli, parseEvent} from './rig.ts';

/** Starts the slow profile as a job of a terminal, and resolves when two cells have finished. */
async function startSlowly(cli: Cli, ...args: string[]): Promise<ChildProcess> {
  const all = ['--profile', 'standard', '--jobs', '1', '--json', ...args];
  const child = cli.start(all, {group: true});
  if (!child.stdout) throw new Error('The child has no pipe.');
  const lines = createInterface(child.stdout);
  let finished = 0;
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (parseEvent(line)['type'] === 'finished' && ++finished === 2) resolve();
    });
  });
  return child;
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'stops on %s with 130; the next run goes on where it was',
  async (signal) => {
    const cli = new Cli();
    const child = await startSlowly(cli);
    child.kill(signal);
    await once(child, 'close');
    expect(child.exitCode).toBe(130);

    const {code, stderr} = await cli.run('--profile', 'standard');
    expect(code).toBe(0);
    expect(stderr).toContain('3 run, 2 cached');
    const report = join(cli.reports, 'standard', 'index.html');
    expect(readFileSync(report, 'utf8')).toContain('4 of 4: 10');
  },
);

it('gives leases back when all processes of a terminal are told to stop', async () => {
  const [cli, shared] = [new Cli(), freshFolder()];
  const child = await startSlowly(cli, '--shared-store', shared);
  if (child.pid === undefined) throw new Error('It did not start.');
  const leases = () => listAll(join(shared, 'leases'));
  await vi.waitUntil(() => leases().length > 0);
  process.kill(-child.pid, 'SIGINT');
  await once(child, 'close');
  expect(child.exitCode).toBe(130);
  expect(leases()).toEqual([]);
});

it('ends at once on a second Ctrl-C, and the next run still goes on', async () => {
  const cli = new Cli();
  const child = await startSlowly(cli);
  child.kill('SIGINT');
  child.kill('SIGINT');
  await once(child, 'close');
  expect(child.exitCode).toBe(130);
  expect((await cli.run('--profile', 'standard')).stderr).toContain('3 run, 2 cached');
});

it('goes on after kill -9', async () => {
  const cli = new Cli();
  const child = await startSlowly(cli);
  // It stands still while others look, however long that takes them.
  child.kill('SIGSTOP');
  expect((await cli.run('--history')).stdout).toContain('running');
  child.kill('SIGKILL');
  await once(child, 'close');
  expect((await cli.run('--history')).stdout).toContain('killed');
  expect((await cli.run('--profile', 'standard')).stderr).toContain('3 run, 2 cached');
  expect((await cli.run('--fsck')).code).toBe(0);
});
