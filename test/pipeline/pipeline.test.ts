import fc from 'fast-check';
import {DirectedGraph} from 'graphology';
import {topologicalGenerations} from 'graphology-dag';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {defineStage, many} from '../../src/pipeline/define.ts';
import type {PipelineNode} from '../../src/pipeline/node.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {resolveTarget} from '../../src/pipeline/target.ts';
import {refusal} from './rig/refusal.ts';
import {textKind} from './rig/text-kind.ts';

const shared = {
  summary: 'A stage.',
  outputs: {out: textKind},
  resources: () => ({cpus: 1, memoryMB: 1, gpu: false, seconds: 1}),
  body: new URL('body.ts', import.meta.url),
};
const data = defineStage({...shared, name: 'data', parameters: z.object({}), inputs: {}});
const train = defineStage({
  ...shared,
  name: 'train',
  parameters: z.object({
    rate: z.number().positive(),
    epochs: z.number().default(3),
    note: z.unknown().optional(),
  }),
  inputs: {data: textKind, others: many(textKind)},
});

function grid() {
  const pipeline = definePipeline({seed: 7});
  const source = pipeline.add(data, {cell: 'all', parameters: {}});
  const inputs = {data: source.outputs.out, others: []};
  const first = pipeline.add(train, {cell: 'E1/a/1', parameters: {rate: 1}, inputs});
  const second = pipeline.add(train, {cell: 'E1/a/2', parameters: {rate: 1}, inputs});
  const third = pipeline.add(train, {
    cell: 'E2/b/1',
    parameters: {rate: 1},
    inputs: {...inputs, others: [first.outputs.out]},
    seed: ['replicate', 1],
  });
  pipeline.alias('last', [third]);
  return {pipeline, source, inputs, first, second, third};
}

test('what a node needs may depend on the parameters of what it reads, and is asked once', () => {
  let asked = 0;
  const pipeline = definePipeline({seed: 7});
  const source = pipeline.add(data, {cell: 'all', parameters: {}});
  const inputs = {data: source.outputs.out, others: []};
  const trained = [2, 3].map((rate) =>
    pipeline.add(train, {cell: `E1/${rate}`, parameters: {rate}, inputs}),
  );
  const probe = defineStage({
    ...shared,
    name: 'probe',
    parameters: z.object({images: z.number()}),
    inputs: {runs: many(textKind)},
    resources: ({images}, upstream) => {
      asked++;
      const rates = upstream('runs').map(({rate}) => Number(rate));
      return {...shared.resources(), seconds: rates.reduce((sum, rate) => sum + rate, images)};
    },
  });
  const node = pipeline.add(probe, {
    cell: 'all',
    parameters: {images: 10},
    inputs: {runs: trained.map(({outputs}) => outputs.out)},
  });
  expect(asked).toBe(0);
  expect([node.resources.seconds, node.resources.seconds, asked]).toEqual([15, 15, 1]);
});

test('where a stage cannot tell how long a node takes, the node does; all else is as the stage has it', () => {
  const node = definePipeline({seed: 7}).add(data, {cell: 'all', parameters: {}, seconds: 40});
  expect(node.resources).toEqual({...shared.resources(), seconds: 40});
});

describe('add', () => {
  test('fills in defaults and names the node', () => {
    const {first} = grid();
    expect(first.id).toBe('train/E1/a/1');
    expect(first.parameters).toEqual({rate: 1, epochs: 3});
  });

  test('derives seeds from the global seed, the stage and the path of names', () => {
    const {pipeline, inputs, first, second, third} = grid();
    const again = grid();
    expect(again.first.seed).toBe(first.seed);
    expect(new Set([first.seed, second.seed, third.seed]).size).toBe(3);
    const shares = pipeline.add(train, {
      cell: 'other',
      parameters: {rate: 2},
      inputs,
      seed: ['replicate', 1],
    });
    expect(shares.seed).toBe(third.seed);
    // hashlib.sha256(b'[7,"train","E1/a/1"]'), its first four bytes, little-endian.
    expect(first.seed).toBe(3_256_499_755);
  });

  test('refuses parameters with the place, the field and the value', () => {
    const {pipeline, inputs} = grid();
    const parameters = {rate: -1};
    expect(refusal(() => pipeline.add(train, {cell: 'x', parameters, inputs}))).toMatchObject({
      code: 'PARAMETERS_INVALID',
      stage: 'train',
      cell: 'x',
      field: 'rate',
      received: '-1',
    });
  });

  test.each([[NaN], [new Date(0)], [[undefined]], [() => 1]])(
    'refuses %s, which is not JSON',
    (note) => {
      const {pipeline, inputs} = grid();
      const parameters = {rate: 1, note: {deep: note}};
      const error = refusal(() => pipeline.add(train, {cell: 'x', parameters, inputs}));
      expect(error.code).toBe('PARAMETERS_NOT_JSON');
      expect(error.field).toMatch(/^note\.deep/);
    },
  );

  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/./b', 'a b', 'a*'])(
    'refuses the cell %j',
    (cell) => {
      const {pipeline} = grid();
      expect(refusal(() => pipeline.add(data, {cell, parameters: {}}))).toMatchObject({
        code: 'CELL_INVALID',
        received: cell,
      });
    },
  );

  test('refuses a second node of one name', () => {
    const {pipeline} = grid();
    expect(refusal(() => pipeline.add(data, {cell: 'all', parameters: {}}))).toMatchObject({
      code: 'NODE_DUPLICATE',
      received: 'all',
    });
  });

  test('refuses a handle of another pipeline', () => {
    const {pipeline} = grid();
    const other = grid();
    const {inputs} = other;
    const add = () => pipeline.add(train, {cell: 'x', parameters: {rate: 1}, inputs});
    expect(refusal(add)).toMatchObject({code: 'INPUT_UNKNOWN', field: 'data'});
  });
});

test('select gives what the targets need, each after everything it reads', () => {
  const {pipeline, third} = grid();
  expect(pipeline.select([third]).map(({id}) => id)).toEqual([
    'data/all',
    'train/E1/a/1',
    'train/E2/b/1',
  ]);
});

describe('a target', () => {
  test.each([
    ['last', ['train/E2/b/1']],
    ['train/E1/a/2', ['train/E1/a/2']],
    ['train', ['train/E1/a/1', 'train/E1/a/2', 'train/E2/b/1']],
    ['train/E1', ['train/E1/a/1', 'train/E1/a/2']],
    ['train/E1/', ['train/E1/a/1', 'train/E1/a/2']],
    ['train/*/1', ['train/E1/a/1', 'train/E2/b/1']],
    ['train/E?/a/1', ['train/E1/a/1']],
  ])('%s', (target, ids) => {
    expect(resolveTarget(grid().pipeline, target).map(({id}) => id)).toEqual(ids);
  });

  test.each([
    ['trian', 'train'],
    ['lsat', 'last'],
    ['train/E1/a/3', 'train/E1/a/1'],
    ['train/E11', 'train/E1'],
  ])('%s is unknown, and near to %s', (target, near) => {
    const error = refusal(() => resolveTarget(grid().pipeline, target));
    expect(error).toMatchObject({code: 'TARGET_UNKNOWN', received: target});
    expect(error.suggestions).toContain(near);
  });
});

test('select goes generation by generation, in each by the order of addition', () => {
  const dags = fc.array(fc.array(fc.nat(), {maxLength: 3}), {minLength: 1, maxLength: 20});
  fc.assert(
    fc.property(dags, (parents) => {
      const {pipeline, source} = grid();
      const graph = new DirectedGraph();
      graph.addNode(source.id);
      const nodes: PipelineNode<typeof train.outputs>[] = [];
      for (const [index, picks] of parents.entries()) {
        const others = index === 0 ? [] : picks.map((pick) => nodes[pick % index].outputs.out);
        const inputs = {data: source.outputs.out, others};
        const node = pipeline.add(train, {cell: `${index}`, parameters: {rate: 1}, inputs});
        nodes.push(node);
        for (const parent of [source.id, ...others.map((other) => other.node)])
          graph.mergeDirectedEdge(parent, node.id);
      }
      const added = [...pipeline.nodes.keys()];
      const expected = topologicalGenerations(graph).flatMap((generation) =>
        generation.toSorted((a, b) => added.indexOf(a) - added.indexOf(b)),
      );
      expect(pipeline.select(nodes).map(({id}) => id)).toEqual(expected);
    }),
  );
});

test('select puts first what becomes free first', () => {
  const {pipeline, inputs} = grid();
  const parameters = {rate: 1};
  const late = pipeline.add(data, {cell: 'late', parameters: {}});
  const first = pipeline.add(train, {cell: 'first', parameters, inputs});
  const second = pipeline.add(train, {
    cell: 'second',
    parameters,
    inputs: {data: late.outputs.out, others: [first.outputs.out, first.outputs.out]},
  });
  const third = pipeline.add(train, {cell: 'third', parameters, inputs});
  expect(pipeline.select([second, third]).map(({id}) => id)).toEqual([
    'data/all',
    'data/late',
    'train/first',
    'train/third',
    'train/second',
  ]);
});
