import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {many} from '../../../src/pipeline/define.ts';
import type {Failed} from '../../../src/pipeline/events.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {readRecords} from '../../../src/pipeline/run/record.ts';
import type {RunOptions} from '../../../src/pipeline/run/run.ts';
import {bodyOf, Rig, type Ran} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

/** Three cells, of which the second may go wrong; each has one reader, and one reads them all. */
class Project extends Rig {
  constructor(trouble: string) {
    super();
    this.write('bodies/cell.ts', this.cell(trouble));
    this.write('bodies/probe.ts', bodyOf('"probe " + inputs.cell'));
    this.write('bodies/sum.ts', bodyOf('inputs.cells.map((text) => text ?? "gap").join()'));
  }

  cell(trouble: string): string {
    return bodyOf('"ok " + parameters.index', '', `if (parameters.index === 1) {${trouble}}`);
  }

  pipeline() {
    const cell = this.stage('cell', {});
    const probe = this.stage('probe', {cell: textKind});
    const sum = this.stage('sum', {cells: many(textKind)});
    const pipeline = definePipeline({seed: 1});
    const cells = [0, 1, 2].map((index) =>
      pipeline.add(cell, {cell: `${index}`, parameters: {index}}),
    );
    cells.forEach((node, index) =>
      pipeline.add(probe, {
        cell: `${index}`,
        parameters: {},
        inputs: {cell: node.outputs.out},
      }),
    );
    pipeline.add(sum, {
      cell: 'all',
      parameters: {},
      inputs: {cells: cells.map(({outputs}) => outputs.out)},
    });
    return pipeline;
  }
}

const failures = ({events}: Ran): readonly Failed[] =>
  events.flatMap((event) => (event.type === 'failed' ? [event] : []));

async function runWith(trouble: string, more: Partial<RunOptions> = {}) {
  const project = new Project(trouble);
  const ran = await project.run(project.pipeline(), more);
  return {project, ran, failure: failures(ran).at(0)};
}

describe('a cell that fails', () => {
  test.each<[string, string, string, Partial<RunOptions>]>([
    ['throws', 'throw new RangeError("too steep");', 'BODY_THREW', {}],
    ['leaves', 'process.exit(3);', 'WORKER_CRASHED', {}],
    ['is killed', 'process.kill(process.pid, "SIGKILL"); for (;;);', 'WORKER_CRASHED', {}],
    // The others have time: a machine may be busy.
    [
      'never ends',
      'for (;;);',
      'TIMED_OUT',
      {timeoutSeconds: ({id}) => (id === 'cell/1' ? 1 : undefined)},
    ],
    ['writes nothing', 'return;', 'OUTPUT_MISSING', {}],
  ])('because it %s takes only those down that need it', async (_, trouble, code, more) => {
    const {project, ran, failure} = await runWith(trouble, more);
    expect(failure).toMatchObject({node: 'cell/1', attempts: 1, failure: {code}});
    expect(ran.result.outcome).toBe('failed');
    expect(ran.result.counts).toEqual({
      cached: 0,
      finished: 5,
      failed: 1,
      skipped: 1,
      cancelled: 0,
    });
    expect(ran.events).toContainEqual(
      expect.objectContaining({type: 'skipped', node: 'probe/1', missing: ['cell/1']}),
    );
    expect(await project.text(ran, 'sum/all')).toBe('ok 0,gap,ok 2');
  });

  test('is tried again by the next run, and what was missing is there', async () => {
    const {project} = await runWith('throw new Error("once");');
    project.write('bodies/cell.ts', project.cell(''));
    const ran = await project.run(project.pipeline());
    expect([...ran.executed].sort()).toEqual(['cell/0', 'cell/1', 'cell/2', 'probe/1', 'sum/all']);
    expect(await project.text(ran, 'sum/all')).toBe('ok 0,ok 1,ok 2');
  });

  test('is tried again when nothing changed, and nothing else is', async () => {
    const {project} = await runWith('throw new Error("always");');
    const ran = await project.run(project.pipeline());
    expect(ran.executed).toEqual(['cell/1']);
    expect(ran.result.outcome).toBe('failed');
  });

  test('points at its source, and its log is kept', async () => {
    const {failure} = await runWith(
      'console.error("last words"); log("a note"); throw new Error("no");',
    );
    expect(failure?.failure.message).toBe('Error: no');
    expect(failure?.failure.stack).toMatch(/bodies\/cell\.ts:\d+:\d+/);
    const log = readFileSync(failure?.log ?? '', 'utf8');
    expect(log).toContain('a note');
    expect(log).toContain('last words');
    expect(log).toContain('BODY_THREW');
  });

  test('that crashed has the output of its process in its log', async () => {
    const {failure} = await runWith(
      'process.stderr.write("segfault\\n", () => process.exit(139)); await new Promise(() => {});',
    );
    expect(readFileSync(failure?.log ?? '', 'utf8')).toContain('segfault');
  });
});

describe('a failure that passes', () => {
  const busyTwice = `
    const tries = (await recall(scratch)) + 'x';
    await remember(scratch, tries);
    if (tries.length < 3) throw Object.assign(new Error('busy'), {code: 'EBUSY'});
  `;

  test('is tried again, and told', async () => {
    const {ran} = await runWith(busyTwice);
    expect(ran.result.outcome).toBe('completed');
    const delays = ran.events.flatMap((event) =>
      event.type === 'retrying' ? [[event.node, event.delaySeconds]] : [],
    );
    expect(delays).toEqual([
      ['cell/1', 0.01],
      ['cell/1', 0.02],
    ]);
  });

  test('fails when it does not pass', async () => {
    const {failure} = await runWith(busyTwice, {retry: {times: 1, delaySeconds: 0.01}});
    expect(failure).toMatchObject({attempts: 2, failure: {code: 'BODY_THREW', transient: true}});
  });
});

test('code that was altered after it was hashed is not run', async () => {
  const project = new Project('');
  const plan = await project.plan(project.pipeline());
  writeFileSync(plan.code.get('cell')?.file ?? '', 'export default async () => {};');
  const ran = await project.run(project.pipeline());
  expect(failures(ran).map(({failure}) => failure.code)).toEqual(
    Array.from({length: 3}, () => 'BODY_UNLOADABLE'),
  );
  expect(failures(ran)[0].failure.message).toContain('was altered');
});

test('a result that is lost while the run is under way is made again', async () => {
  const project = new Project('');
  await project.run(project.pipeline());
  project.write('bodies/probe.ts', bodyOf('"probe again " + inputs.cell'));
  const ran = await project.run(project.pipeline(), {
    emit: ({type}) => {
      if (type === 'planned') rmSync(path.join(project.storeFolder, 'cas'), {recursive: true});
    },
  });
  expect(ran.result.outcome).toBe('completed');
  expect([...new Set(ran.executed)].sort()).toEqual([
    'cell/0',
    'cell/1',
    'cell/2',
    'probe/0',
    'probe/1',
    'probe/2',
  ]);
  expect(ran.result.counts).toMatchObject({finished: 6, cached: 1, failed: 0});
});

test('what waits for a result that is made again with other bytes gets another key', async () => {
  const rig = new Rig();
  rig.write('bodies/first.ts', bodyOf('chance()'));
  rig.write('bodies/second.ts', bodyOf('inputs.first'));
  const pipeline = definePipeline({seed: 1});
  const first = pipeline.add(rig.stage('first', {}), {cell: 'all', parameters: {}});
  const second = rig.stage('second', {first: textKind});
  for (const cell of ['1', '2', '3'])
    pipeline.add(second, {cell, parameters: {cell}, inputs: {first: first.outputs.out}});
  await rig.run(pipeline);
  rig.write('bodies/second.ts', bodyOf('"again " + inputs.first'));
  await rig.run(pipeline, {
    jobs: 1,
    emit: ({type}) => {
      if (type === 'planned') rmSync(path.join(rig.storeFolder, 'cas'), {recursive: true});
    },
  });
  const {executed} = await rig.run(pipeline);
  expect(executed).toEqual([]);
});

test('nothing of scratch is left behind, and the run leaves a record', async () => {
  const {project, ran} = await runWith('throw new Error("no");', {facts: {commit: 'abc'}});
  expect(readdirSync(path.join(project.storeFolder, 'scratch'))).toEqual([]);
  const [record] = readRecords(project.storeFolder);
  expect(record).toMatchObject({
    id: ran.result.id,
    outcome: 'failed',
    facts: {commit: 'abc'},
    counts: ran.result.counts,
  });
  expect(record.nodes.find(({node}) => node === 'cell/1')).toMatchObject({
    status: 'failed',
    reasons: ['never ran'],
    failure: 'BODY_THREW: Error: no',
  });
});
