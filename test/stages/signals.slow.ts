import {once} from 'node:events';
import path from 'node:path';
import {createInterface} from 'node:readline';
import type {ChildProcess} from 'node:child_process';
import {beforeAll, expect, onTestFinished, test} from 'vitest';
import {ensureEngine} from '../../src/compute/engine/setup.ts';
import {Cli, ended, parseEvent} from '../cli/rig.ts';
import {jobSignals, send, startStorm, threadsOf, workersOf} from '../pipeline/rig/signals.ts';
import {listAll} from '../store/rig.ts';

const campaign = path.join(import.meta.dirname, 'fixtures/campaign.ts');

beforeAll(() => ensureEngine(), 300_000);

/** Hashes of all that a run has made. */
const blobs = ({store}: Cli): readonly string[] => listAll(path.join(store, 'cas')).sort();

let reference: Promise<readonly string[]> | undefined;
/** What a run makes that nothing disturbs. */
function undisturbed(): Promise<readonly string[]> {
  return (reference ??= (async () => {
    const cli = new Cli(campaign);
    expect(await cli.run()).toMatchObject({code: 0});
    return blobs(cli);
  })());
}

function start(cli: Cli): {readonly driver: ChildProcess; readonly id: number} {
  const driver = cli.start(['--json']);
  const {pid} = driver;
  if (pid === undefined) throw new Error('It did not start.');
  onTestFinished(() => void driver.kill('SIGKILL'));
  return {driver, id: pid};
}

/** Resolves when a training has told of its progress. */
async function untilTraining({stdout}: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('The child has no pipe.');
  const lines = createInterface(stdout);
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const {type, node} = parseEvent(line);
      if (type === 'progress' && String(node).startsWith('train')) resolve();
    });
  });
}

test.each([
  {moment: 'from the birth of workers on', signals: jobSignals, begun: () => Promise.resolve()},
  {moment: 'while they compute', signals: ['SIGTERM', 'SIGINT'] as const, begun: untilTraining},
])('trainings that are hit every 4 ms end in the same bytes: $moment', async ({signals, begun}) => {
  const cli = new Cli(campaign);
  const {driver, id} = start(cli);
  const end = ended(driver);
  await begun(driver);
  const storm = startStorm(id, signals);
  const {code, stdout} = await end.finally(() => storm.stop());
  const events = stdout.trim().split('\n').map(parseEvent);
  expect(events.filter(({type}) => type === 'failed' || type === 'retrying')).toEqual([]);
  expect(code).toBe(0);
  expect(storm.hit.size).toBeGreaterThanOrEqual(2);
  expect(blobs(cli)).toEqual(await undisturbed());
});

test('a job that is told to stop, every process and again and again, keeps the state of its trainings', async () => {
  const cli = new Cli(campaign);
  const {driver, id} = start(cli);
  await untilTraining(driver);
  const workers = workersOf(id);
  const storm = startStorm(id);
  driver.kill('SIGTERM');
  await once(driver, 'close');
  storm.stop();
  expect(driver.exitCode).toBe(130);
  const kept = listAll(path.join(cli.store, 'scratch'));
  expect(kept.some((name) => name.endsWith('checkpoint.safetensors'))).toBe(true);
  expect(workers.flatMap(threadsOf)).toEqual([]);

  expect(await cli.run()).toMatchObject({code: 0});
  expect(blobs(cli)).toEqual(await undisturbed());
});

test('workers that pass signals by end with their driver', async () => {
  const {driver, id} = start(new Cli(campaign));
  await untilTraining(driver);
  const workers = workersOf(id);
  for (const worker of workers) send(worker, 'SIGTERM');
  driver.kill('SIGKILL');
  await once(driver, 'close');
  expect(workers.length).toBeGreaterThan(0);
  await expect.poll(() => workers.flatMap(threadsOf), {timeout: 20_000}).toEqual([]);
});
