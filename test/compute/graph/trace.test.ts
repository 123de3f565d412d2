import * as tf from '@tensorflow/tfjs-core';
import {afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {engineBackend, loadEngine} from '../../../src/compute/engine/load.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {trace} from '../../../src/compute/graph/trace.ts';
import {rowsAt} from '../../../src/compute/ops/rows.ts';
import {uniformFromSeed} from '../../../src/compute/ops/random-uniform.ts';

type T = tf.Tensor;

beforeAll(async () => {
  await ensureEngine();
  await loadEngine();
}, 300_000);

beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const values = (tensors: readonly T[]) => tensors.map((tensor) => [...tensor.dataSync()]);

/** Functions of a [2, 3] and a [3, 2] matrix that go through many of tfjs's kernels. */
const functions: Record<string, (a: T, b: T) => T[]> = {
  arithmetic: (a, b) => [tf.div(tf.sub(tf.mul(a, 3), 1), tf.add(tf.abs(tf.transpose(b)), 2))],
  products: (a, b) => [
    tf.matMul(a, b),
    tf.dot(a, b),
    tf.outerProduct(tf.slice1d(tf.reshape(a, [6]), 0, 3), tf.ones([2])),
  ],
  reductions: (a) => [tf.sum(a), tf.mean(a, 1), tf.max(a, 0, true), tf.min(a), tf.prod(a, 1)],
  shapes: (a) => [
    tf.reshape(a, [3, 2]),
    tf.expandDims(a, 1),
    tf.squeeze(tf.expandDims(a)),
    tf.tile(a, [2, 1]),
  ],
  slices: (a) => [
    tf.slice(a, [0, 1], [2, 2]),
    tf.stridedSlice(a, [0, 0], [2, 3], [1, 2]),
    tf.reverse(a, 0),
  ],
  joins: (a, b) => [
    tf.concat([a, tf.transpose(b)], 0),
    tf.stack([a, tf.transpose(b)]),
    ...tf.split(a, 3, 1),
  ],
  comparisons: (a) => [
    tf.where(tf.greater(a, 0), a, tf.zerosLike(a)),
    tf.cast(tf.lessEqual(a, 0), 'float32'),
  ],
  logic: (a) => [
    tf.cast(tf.logicalAnd(tf.greater(a, 0), tf.logicalNot(tf.greater(a, 1))), 'int32'),
  ],
  elementwise: (a) => [
    tf.exp(a),
    tf.tanh(a),
    tf.sqrt(tf.square(a)),
    tf.softplus(a),
    tf.sigmoid(a),
    tf.relu(a),
  ],
  indices: (a) => [tf.argMax(a, 1), tf.oneHot(tf.argMin(a, 1), 4), tf.topk(a, 2).values],
  padding: (a) => [
    tf.pad(a, [
      [1, 0],
      [0, 1],
    ]),
    tf.cumsum(a, 1),
    tf.clipByValue(a, -0.5, 0.5),
  ],
  softmax: (a) => [tf.logSoftmax(a), tf.logSumExp(a, 1)],
  gradient: (a, b) => tf.grads((x: T, y: T) => tf.sum(tf.tanh(tf.matMul(x, y))))([a, b]),
};

describe.each(Object.keys(functions))('%s', (name) => {
  test('traced is eager, bit for bit', () => {
    const fn = functions[name];
    const first = [
      tf.tensor2d([
        [1, -2, 0.5],
        [3, 0, -1],
      ]),
      tf.tensor2d([
        [1, 2],
        [-3, 4],
        [0.1, -6],
      ]),
    ];
    const other = first.map((tensor) => tf.mul(tf.add(tensor, 0.25), -1.5));
    const compiled = trace((a, b) => fn(a, b), first);
    for (const [a, b] of [first, other]) expect(values(compiled(a, b))).toEqual(values(fn(a, b)));
    compiled.dispose();
  });
});

test('where TensorFlow has another softmax for graphs, traced is eager to rounding', () => {
  const x = tf.tensor2d([
    [1, -2, 0.5],
    [3, 0, -1],
  ]);
  const compiled = trace((a) => [tf.softmax(a)], [x]);
  const [traced, eager] = [values(compiled(x))[0], values([tf.softmax(x)])[0]];
  traced.forEach((value, index) => expect(Math.abs(value / eager[index] - 1)).toBeLessThan(1e-6));
  compiled.dispose();
});

test('inputs and outside tensors may be outputs; one tensor may be two inputs', () => {
  const outside = tf.tensor1d([7, 8]);
  const x = tf.tensor1d([1, 2]);
  const compiled = trace((a, b) => [a, outside, tf.sub(a, b)], [x, x]);
  expect(values(compiled(x, tf.tensor1d([5, 5])))).toEqual([
    [1, 2],
    [7, 8],
    [-4, -3],
  ]);
  compiled.dispose();
});

test('a seed that is an input gives other numbers on other calls', () => {
  const compiled = trace((seed) => [uniformFromSeed(seed, [4])], [tf.tensor1d([1, 2], 'int32')]);
  const draw = (seed: number[]) => values(compiled(tf.tensor1d(seed, 'int32')));
  expect(draw([1, 2])).toEqual(draw([1, 2]));
  expect(draw([1, 2])).not.toEqual(draw([1, 3]));
  compiled.dispose();
});

test.each<[string, string, (x: T) => unknown]>([
  ['TRACE_READS_DATA', 'reads a value', (x) => [tf.mul(x, tf.sum(x).dataSync()[0])]],
  ['TRACE_READS_DATA', 'checks indices', (x) => [tf.gather(x, tf.cast(x, 'int32'))]],
  ['TRACE_RANDOM', 'draws', (x) => [tf.add(x, tf.randomNormal([2]))]],
  ['TRACE_RANDOM', 'drops out', (x) => [tf.dropout(x, 0.5)]],
  ['TRACE_ASYNCHRONOUS', 'waits', (x) => Promise.resolve([x])],
  ['GRAPH_OUTPUT', 'returns a number', () => [1]],
  ['TRACE_DTYPE', 'makes a string', () => [tf.tensor1d(['a', 'b'])]],
])('%s: a function that %s', (code, _, fn) => {
  // The tracer must hold against what types forbid.
  const untyped: unknown = fn;
  const isTraceable = (value: unknown): value is (x: T) => T[] => typeof value === 'function';
  if (!isTraceable(untyped)) expect.unreachable();
  expect(() => trace(untyped, [tf.tensor1d([1, 2])])).toThrow(expect.objectContaining({code}));
});

test('after a function that cannot be traced, the backend is as before', () => {
  expect(() => trace((x) => [tf.randomNormal(x.shape)], [tf.ones([2])])).toThrow();
  expect(tf.randomNormal([3]).dataSync()).toHaveLength(3);
  expect(tf.add(1, 2).dataSync()[0]).toBe(3);
});

test.each([
  ['another shape', [tf.ones.bind(tf, [3])]],
  ['another type', [() => tf.ones([2], 'int32')]],
  ['too few inputs', []],
  ['too many inputs', [() => tf.ones([2]), () => tf.ones([2])]],
])('graph-input: %s', (_, given) => {
  const compiled = trace((x) => [tf.square(x)], [tf.ones([2])]);
  expect(() => compiled(...given.map((make) => make()))).toThrow(
    expect.objectContaining({code: 'GRAPH_INPUT'}),
  );
  compiled.dispose();
});

test('what leads nowhere, equal constants and the bytes of fills stay out of the graph', () => {
  const x = tf.ones([4, 256]);
  const plain = trace((a) => [tf.add(a, 1)], [x]);
  const wasteful = trace(
    (a) => {
      tf.matMul(a, tf.zeros([256, 512]));
      return [tf.add(a, 1)];
    },
    [x],
  );
  expect(wasteful.contentHash).toBe(plain.contentHash);
  const twice = trace((a) => [tf.add(tf.add(a, tf.ones([4, 256])), tf.ones([4, 256]))], [x]);
  expect(twice.size.bytes).toBeLessThan(2_000);
  for (const compiled of [plain, wasteful, twice]) compiled.dispose();
});

test('equal graphs share one session, which lives as long as the last of them', () => {
  const {binding} = engineBackend();
  const before = binding.getNumOfSavedModels();
  const make = () => trace((x) => [tf.mul(x, 3)], [tf.ones([2])]);
  const [a, b] = [make(), make()];
  expect(binding.getNumOfSavedModels()).toBe(before + 1);
  a.dispose();
  a.dispose();
  expect(values(b(tf.ones([2])))).toEqual([[3, 3]]);
  expect(() => a(tf.ones([2]))).toThrow(expect.objectContaining({code: 'GRAPH_DISPOSED'}));
  b.dispose();
  expect(binding.getNumOfSavedModels()).toBe(before);
});

test('tracing leaves no tensor behind', () => {
  const x = tf.ones([2, 2]);
  const indices = tf.tensor1d([0], 'int32');
  const gradient = (a: T, i: T) => [tf.grad((y: T) => tf.sum(tf.square(y)))(a), rowsAt(a, i)];
  const count = () => [tf.memory().numTensors, engineBackend().binding.getNumOfTensors()];
  trace(gradient, [x, indices]).dispose();
  const before = count();
  trace(gradient, [x, indices]).dispose();
  trace(gradient, [x, indices]).dispose();
  expect(count()).toEqual(before);
});
