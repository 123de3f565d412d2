import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import type {CellHooks} from '../../../src/pipeline/executors/executor.ts';
import type {CellOrder} from '../../../src/pipeline/executors/order.ts';
import {arrays, group, type Waiting} from '../../../src/pipeline/executors/slurm/ask.ts';
import {Slurm} from '../../../src/pipeline/executors/slurm/commands.ts';
import {SlurmSettings} from '../../../src/pipeline/executors/slurm/settings.ts';
import {SlurmExecutor} from '../../../src/pipeline/executors/slurm/slurm-executor.ts';
import {outcomeOf} from '../../../src/pipeline/executors/slurm/states.ts';
import {freshFolder} from '../rig/rig.ts';

const settings = SlurmSettings.parse({stages: {probe: {partition: 'gpu', cpus: 4}}});
const cell = (seconds: number, more: Partial<Waiting['order']['needs']> = {}, stage = 'train') => ({
  order: {key: '', node: '', stage, needs: {cpus: 1, memoryMB: 100, gpu: false, seconds, ...more}},
  raise: {memory: 1, time: 1},
});
const cells = (count: number, seconds: number) => Array.from({length: count}, () => cell(seconds));

test('small cells are put together to elements of some ten minutes, long ones go alone', () => {
  expect(group(cells(25, 60), settings).map((one) => one.cells.length)).toEqual([10, 10, 5]);
  expect(group(cells(3, 3000), settings).map((one) => one.cells.length)).toEqual([1, 1, 1]);
});

test('an element asks for three times what is expected, in steps of two, within the bounds', () => {
  const minutes = (seconds: number, time = 1) =>
    group([{...cell(seconds), raise: {memory: 1, time}}], settings)[0].ask.minutes;
  expect([1, 600, 6000, 1e6].map((seconds) => minutes(seconds))).toEqual([10, 40, 320, 1440]);
  expect(minutes(1, 4)).toBe(40);
});

test('what a stage needs and what was short before are asked for', () => {
  const raised = {...cell(10, {gpu: true, memoryMB: 1000}, 'probe'), raise: {memory: 2, time: 1}};
  expect(group([raised], settings)[0].ask).toMatchObject({
    cpus: 4,
    memoryMB: 3000,
    gres: 'gpu:1',
    partition: 'gpu',
  });
});

test('an array holds no more elements than the site allows', () => {
  const sizes = arrays(group(cells(250, 600), settings), 100).map((one) => one.length);
  expect(sizes).toEqual([100, 100, 50]);
});

test.each([
  ['OUT_OF_MEMORY', 'None', {type: 'again', raise: 'memory'}],
  ['TIMEOUT', 'None', {type: 'again', raise: 'time'}],
  ['PREEMPTED', 'None', {type: 'again', raise: 'none'}],
  ['NODE_FAIL', 'None', {type: 'again', raise: 'none'}],
  ['CANCELLED', 'None', {type: 'failed'}],
  ['FAILED', 'NonZeroExitCode', {type: 'failed'}],
  ['PENDING', 'Resources', {type: 'alive', held: false}],
  ['PENDING', 'QOSMaxCpuPerUserLimit', {type: 'alive', held: false}],
  ['PENDING', 'JobHeldUser', {type: 'alive', held: true}],
  ['PENDING', 'launch failed requeued held', {type: 'alive', held: true}],
  ['PENDING', 'AssocMaxCpuPerJobLimit', {type: 'alive', held: true}],
  ['RUNNING', 'None', {type: 'alive', held: false}],
])('a state %s (%s) means what it says', (state, reason, outcome) => {
  expect(outcomeOf(state, reason, '1_0')).toMatchObject(outcome);
});

/** Programs of the names of Slurm's, in a folder. */
function programs(folder: string, scripts: Readonly<Record<string, string>>): Slurm {
  mkdirSync(folder);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  return new Slurm({PATH: `${folder}:/usr/bin:/bin`});
}

const orderOf = (index: number): CellOrder => ({
  ...cell(600).order,
  key: index.toString(16).padStart(64, '0'),
  node: `train/${index}`,
  preimage: {index},
  code: {bundle: '', file: '', imports: [], packages: ''},
  parameters: {},
  inputs: {},
  outputs: {},
  seed: 1,
  lineage: [],
  reads: [],
});

/** An executor at a Slurm of these programs, which counts what was queued. */
function executorAt(slurm: Slurm, folder: string, pollSeconds = 15) {
  let queued = 0;
  const warnings: string[] = [];
  const executor = new SlurmExecutor({
    slurm,
    settings: SlurmSettings.parse({pollSeconds}),
    spool: path.join(folder, 'spool'),
    store: {find: () => Promise.resolve(undefined), share: () => Promise.resolve()},
    setting: () =>
      Promise.resolve({root: '', sharedStore: '', worker: '', environment: {}, resume: ''}),
    program: () => Promise.resolve('element.mjs'),
    node: 'node',
    clock: () => 0,
    warn: (code) => warnings.push(code),
    leaves: () => true,
    secondThoughtSeconds: 0,
  });
  const hooks: CellHooks = {
    onProgress: () => undefined,
    onLog: () => undefined,
    timeoutSeconds: undefined,
    onQueued: () => {
      queued++;
    },
    onStarted: () => undefined,
    onAgain: () => undefined,
    isCurrent: () => true,
    provenance: () => ({}),
  };
  const attempt = (index: number) => executor.attempt(orderOf(index), `${index}`, hooks);
  return {executor, attempt, warnings, queued: () => queued};
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
};

const answers = {
  scontrol: 'echo "MaxArraySize = 1001"; echo "AccountingStorageType = accounting_storage/none"',
  squeue: '',
  sbatch: 'cat >/dev/null; echo $$',
};

test('ten thousand cells are submitted in ten calls', async () => {
  const folder = freshFolder();
  const slurm = programs(path.join(folder, 'bin'), answers);
  const {executor, attempt, queued} = executorAt(slurm, folder, 600);
  const ends = Array.from({length: 10_000}, (_, index) => attempt(index));
  await until(() => queued() === 10_000);
  // What is in the queue, what the site allows, and an array for each thousand.
  expect(slurm.calls).toBe(12);
  await executor.stop();
  const results = await Promise.all(ends);
  expect(results.every((one) => one.type === 'failed' && one.failure.code === 'STOPPED')).toBe(
    true,
  );
  await executor.close();
});

test('a limit of the site is waited for, with smaller arrays', async () => {
  const folder = freshFolder();
  const refusal = 'echo "sbatch: error: QOSMaxSubmitJobPerUserLimit" >&2; exit 1';
  const sbatch = `case "$*" in *array=0-[0-4]\\ *) ${answers.sbatch};; *) ${refusal};; esac`;
  const slurm = programs(path.join(folder, 'bin'), {...answers, sbatch});
  const {executor, attempt, warnings, queued} = executorAt(slurm, folder, 0.05);
  const ends = Array.from({length: 8}, (_, index) => attempt(index));
  await until(() => queued() >= 8);
  expect(warnings).toContain('SUBMISSION_HELD');
  await executor.stop();
  await Promise.all(ends);
  await executor.close();
});

test('an array of which nobody answered is found by its name, and not submitted again', async () => {
  const folder = freshFolder();
  const name = `sed -n 's/.*--job-name=\\(\\S*\\).*/77_0|RUNNING|None|\\1/p'`;
  const sbatch = `cat >/dev/null; echo "$*" | ${name} >>${folder}/queue; echo "Unable to contact slurm controller" >&2; exit 1`;
  const squeue = `cat ${folder}/queue 2>/dev/null || true`;
  const slurm = programs(path.join(folder, 'bin'), {...answers, sbatch, squeue});
  const {executor, attempt, warnings, queued} = executorAt(slurm, folder, 0.05);
  const end = attempt(1);
  await until(() => queued() === 1);
  expect(warnings).toEqual(['SCHEDULER_AWAY']);
  await executor.stop();
  await end;
  await executor.close();
});
