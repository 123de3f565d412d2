import {describe, expect, test} from 'vitest';
import {many} from '../../../src/pipeline/define.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, Rig, type Ran} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

/** A pipeline of `count` equal cells of one stage. */
function cells(rig: Rig, count: number, resources = {}) {
  const stage = rig.stage('cell', {}, {resources});
  const pipeline = definePipeline({seed: 1});
  for (let index = 0; index < count; index++) {
    pipeline.add(stage, {cell: `${index}`, parameters: {index}});
  }
  return pipeline;
}

/** The most cells that ran at one time. */
function mostAtOnce({events}: Ran): number {
  let [now, most] = [0, 0];
  for (const {type} of events) {
    if (type === 'started') most = Math.max(most, ++now);
    if (type === 'finished') now--;
  }
  return most;
}

describe('a worker', () => {
  test('has the environment that was handed in, and nothing else', async () => {
    const rig = new Rig();
    rig.write('bodies/cell.ts', bodyOf('JSON.stringify(environment())'));
    const workerEnvironment = {OMP_NUM_THREADS: '1'};
    const ran = await rig.run(cells(rig, 1), {workerEnvironment});
    expect(JSON.parse(await rig.text(ran, 'cell/0'))).toEqual(workerEnvironment);
  });

  test('is prepared for the cells that wait while the first one runs', async () => {
    const rig = new Rig();
    // Cells that last, so that neither worker gets both of them.
    const wait = 'await new Promise((resolve) => setTimeout(resolve, 1000));';
    rig.write('bodies/first.ts', bodyOf('1', '', wait));
    const head = 'let ready = false; export const prepare = () => { ready = true; };';
    rig.write('bodies/cell.ts', bodyOf('ready', head, wait));
    const pipeline = definePipeline({seed: 1});
    const first = pipeline.add(rig.stage('first', {}), {cell: '1', parameters: {}});
    const stage = rig.stage('cell', {first: textKind});
    for (const cell of ['1', '2'])
      pipeline.add(stage, {cell, parameters: {cell}, inputs: {first: first.outputs.out}});
    const ran = await rig.run(pipeline);
    const texts = [await rig.text(ran, 'cell/1'), await rig.text(ran, 'cell/2')];
    expect(texts.sort()).toEqual(['false', 'true']);
  });

  test('runs although it could not be prepared', async () => {
    const rig = new Rig();
    const head = 'export const prepare = () => { throw new Error("not yet"); };';
    rig.write('bodies/cell.ts', bodyOf('1', head));
    const {result} = await rig.run(cells(rig, 4));
    expect(result.counts.finished).toBe(4);
  });

  test('tells its progress and what it logs', async () => {
    const rig = new Rig();
    rig.write('bodies/cell.ts', bodyOf('1', '', 'progress(2, 2, "epochs"); log("half way");'));
    const {events} = await rig.run(cells(rig, 1));
    expect(events.map(({type}) => type)).toEqual([
      'planned',
      'started',
      'progress',
      'log',
      'finished',
      'run ended',
    ]);
    expect(events[2]).toMatchObject({node: 'cell/0', done: 2, total: 2, unit: 'epochs'});
    expect(events[3]).toMatchObject({node: 'cell/0', message: 'half way'});
  });
});

describe('the machine', () => {
  const slow = bodyOf('1', '', 'await new Promise((resolve) => setTimeout(resolve, 50));');

  test.each([
    ['as many cells as there are jobs', {}, 2],
    ['no more memory than there is', {memoryMB: 3000}, 1],
    ['no more cpus than there are', {cpus: 2}, 1],
    ['a cell that needs more than there is, alone', {memoryMB: 9000}, 1],
  ])('runs %s', async (_, resources, expected) => {
    const rig = new Rig();
    rig.write('bodies/cell.ts', slow);
    const ran = await rig.run(cells(rig, 4, resources));
    expect(mostAtOnce(ran)).toBe(expected);
    expect(ran.result.counts.finished).toBe(4);
    const warned = ran.events.some(({type}) => type === 'warning');
    expect(warned).toBe('memoryMB' in resources && resources.memoryMB > 4000);
  });
});

test('the longest path starts first', async () => {
  const rig = new Rig();
  for (const name of ['short', 'long', 'tail']) rig.write(`bodies/${name}.ts`, bodyOf('1'));
  const short = rig.stage('short', {}, {resources: {seconds: 2}});
  const long = rig.stage('long', {}, {resources: {seconds: 1}});
  const tail = rig.stage('tail', {long: textKind}, {resources: {seconds: 5}});
  const pipeline = definePipeline({seed: 1});
  pipeline.add(short, {cell: 'a', parameters: {}});
  const {outputs} = pipeline.add(long, {cell: 'a', parameters: {}});
  pipeline.add(tail, {cell: 'a', parameters: {}, inputs: {long: outputs.out}});
  expect((await rig.run(pipeline, {jobs: 1})).executed).toEqual(['long/a', 'tail/a', 'short/a']);
});

test('two runs at one store share the work', async () => {
  const rig = new Rig();
  rig.write(
    'bodies/cell.ts',
    bodyOf('1', '', 'await new Promise((resolve) => setTimeout(resolve, 100));'),
  );
  const both = await Promise.all([rig.run(cells(rig, 6)), rig.run(cells(rig, 6))]);
  const executed = both.flatMap((ran) => ran.executed);
  expect([...executed].sort()).toEqual([0, 1, 2, 3, 4, 5].map((index) => `cell/${index}`));
  for (const {result} of both) expect(result.outcome).toBe('completed');
});

describe('lineage', () => {
  function project(rig: Rig, engine: string, order: readonly number[] = [0, 1]) {
    rig.write('bodies/cell.ts', bodyOf('"constant"'));
    rig.write('bodies/sum.ts', bodyOf('inputs.cells.join()'));
    rig.write('bodies/report.ts', bodyOf('JSON.stringify(lineage)'));
    const cell = rig.stage('cell', {}, {environment: () => ({engine})});
    const sum = rig.stage('sum', {cells: many(textKind)});
    const report = rig.stage('report', {sum: textKind}, {lineage: true});
    const pipeline = definePipeline({seed: 1});
    const nodes = order.map((index) => pipeline.add(cell, {cell: `${index}`, parameters: {index}}));
    nodes.sort((a, b) => (a.id < b.id ? -1 : 1));
    const {outputs} = pipeline.add(sum, {
      cell: 'all',
      parameters: {},
      inputs: {cells: nodes.map((node) => node.outputs.out)},
    });
    pipeline.add(report, {cell: 'all', parameters: {}, inputs: {sum: outputs.out}});
    return pipeline;
  }

  test('is the same in whatever order nodes were added, as keys are', async () => {
    const inOrder = async (order: readonly number[]) => {
      const rig = new Rig();
      return rig.text(await rig.run(project(rig, '1', order)), 'report/all');
    };
    expect(await inOrder([1, 0])).toBe(await inOrder([0, 1]));
  });

  test('is what a stage that asks for it sees, and is part of its key', async () => {
    const rig = new Rig();
    const first = await rig.run(project(rig, '1'));
    const keys = ['cell/0', 'cell/1', 'sum/all'].map((id) => first.result.manifests.get(id)?.key);
    expect(JSON.parse(await rig.text(first, 'report/all'))).toMatchObject([
      {node: 'cell/0', stage: 'cell', key: keys[0], parents: [], finished: true},
      {node: 'cell/1', parameters: {index: 1}, environment: {engine: '1'}, key: keys[1]},
      {node: 'sum/all', parents: ['cell/0', 'cell/1'], key: keys[2]},
    ]);
    // The sum is cut off, since the cells give what they gave; the report tells of another engine.
    const second = await rig.run(project(rig, '2'));
    expect([...second.executed].sort()).toEqual(['cell/0', 'cell/1', 'report/all']);
    expect((await rig.run(project(rig, '2'))).executed).toEqual([]);
  });
});
