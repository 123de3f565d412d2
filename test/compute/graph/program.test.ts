import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, test} from 'vitest';
import {engineBackend, loadEngine} from '../../../src/compute/engine/load.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {compileProgram, float32, graphFunction, int32} from '../../../src/compute/graph/program.ts';
import {assign, descend, descendWithMomentum} from '../../../src/compute/graph/update.ts';
import {rowsAt} from '../../../src/compute/ops/rows.ts';

beforeAll(async () => {
  await ensureEngine();
  await loadEngine();
}, 300_000);

const vector = (...values: readonly number[]) => ({
  shape: [values.length],
  values: Float32Array.from(values),
});
/** ½ Σ θ²: its gradient is θ. */
const halfSquare = (theta: tf.Tensor) => tf.div(tf.sum(tf.square(theta)), 2);

describe('a program', () => {
  test('keeps its state from call to call; its functions share it', () => {
    const program = compileProgram(
      {count: vector(0, 10)},
      {
        add: graphFunction({amount: float32()}, ({count}, {amount}) => ({
          outputs: {before: count},
          updates: [assign('count', tf.add(count, amount))],
        })),
        sum: graphFunction({}, ({count}) => ({outputs: {sum: tf.sum(count)}})),
      },
    );
    expect([...program.functions.add({amount: 1}).before]).toEqual([0, 10]);
    expect([...program.functions.add({amount: 2}).before]).toEqual([1, 11]);
    expect([...program.functions.sum({}).sum]).toEqual([16]);
    expect(program.read(['count']).count).toEqual(vector(3, 13));
    program.write({count: vector(5, 6)});
    expect([...program.functions.sum({}).sum]).toEqual([11]);
    program.dispose();
  });

  test('picks rows of its data and counts in integers', () => {
    const program = compileProgram(
      {
        rows: {shape: [3, 2], values: Float32Array.from([0, 1, 10, 11, 20, 21])},
        calls: {shape: [], values: Int32Array.of(0)},
      },
      {
        pick: graphFunction({indices: int32(2)}, ({rows, calls}, {indices}) => ({
          outputs: {picked: rowsAt(rows, indices)},
          updates: [assign('calls', tf.add(calls, tf.scalar(1, 'int32')))],
        })),
      },
    );
    const {picked} = program.functions.pick({indices: Int32Array.of(2, 0)});
    expect([...picked]).toEqual([20, 21, 0, 1]);
    expect(program.read(['calls']).calls).toEqual({shape: [], values: Int32Array.of(1)});
    program.dispose();
  });

  test('reads the whole state before it updates any of it', () => {
    const program = compileProgram(
      {a: vector(1), b: vector(2)},
      {
        swap: graphFunction({}, ({a, b}) => ({
          outputs: {},
          updates: [assign('a', b), assign('b', a)],
        })),
      },
    );
    program.functions.swap({});
    expect(program.read(['a', 'b'])).toEqual({a: vector(2), b: vector(1)});
    program.dispose();
  });

  test('descends: θ ← θ − ηθ on ½θ²', () => {
    const program = compileProgram(
      {theta: vector(1, -2)},
      {
        step: graphFunction({learningRate: float32()}, ({theta}, {learningRate}) => {
          const {value, grad} = tf.valueAndGrad(halfSquare)(theta);
          return {
            outputs: {loss: value},
            updates: [descend({parameter: 'theta', gradient: grad, learningRate})],
          };
        }),
      },
    );
    expect(program.functions.step({learningRate: 0.5}).loss[0]).toBe(2.5);
    expect(program.functions.step({learningRate: 0.25}).loss[0]).toBe(0.625);
    expect(program.read(['theta']).theta).toEqual(vector(0.375, -0.75));
    program.dispose();
  });

  test('descends with momentum: v ← μv + θ, θ ← θ − ηv', () => {
    const program = compileProgram(
      {theta: vector(1), velocity: vector(0)},
      {
        step: graphFunction(
          {learningRate: float32(), momentum: float32()},
          ({theta}, {learningRate, momentum}) => ({
            outputs: {theta},
            updates: [
              descendWithMomentum({
                parameter: 'theta',
                velocity: 'velocity',
                gradient: tf.grad(halfSquare)(theta),
                learningRate,
                momentum,
              }),
            ],
          }),
        ),
      },
    );
    let [theta, velocity] = [1, 0];
    for (let step = 0; step < 4; step++) {
      program.functions.step({learningRate: 0.5, momentum: 0.5});
      velocity = 0.5 * velocity + theta;
      theta -= 0.5 * velocity;
    }
    expect(program.read(['theta', 'velocity'])).toEqual({
      theta: vector(theta),
      velocity: vector(velocity),
    });
    program.dispose();
  });

  test('never keeps or changes memory that it was given', () => {
    const given = vector(1, 2);
    const fed = Float32Array.of(3, 4);
    const program = compileProgram(
      {theta: given, copy: vector(0, 0)},
      {
        take: graphFunction({fresh: float32(2)}, (_, {fresh}) => ({
          outputs: {},
          updates: [assign('copy', fresh)],
        })),
        shrink: graphFunction({learningRate: float32()}, ({theta, copy}, {learningRate}) => ({
          outputs: {},
          updates: [
            descend({parameter: 'theta', gradient: tf.onesLike(theta), learningRate}),
            descend({parameter: 'copy', gradient: tf.onesLike(copy), learningRate}),
          ],
        })),
      },
    );
    program.functions.take({fresh: fed});
    program.functions.shrink({learningRate: 1});
    expect(given).toEqual(vector(1, 2));
    expect(fed).toEqual(Float32Array.of(3, 4));
    expect(program.read(['theta', 'copy'])).toEqual({theta: vector(0, 1), copy: vector(2, 3)});
    program.dispose();
  });

  test('a call leaves no tensor behind', () => {
    const program = compileProgram(
      {theta: vector(1)},
      {double: graphFunction({}, ({theta}) => ({outputs: {twice: tf.mul(theta, 2)}}))},
    );
    const count = () => [tf.memory().numTensors, engineBackend().binding.getNumOfTensors()];
    const before = count();
    program.functions.double({});
    program.read(['theta']);
    program.write({theta: vector(2)});
    expect(count()).toEqual(before);
    program.dispose();
  });
});

describe('what does not fit', () => {
  const make = () =>
    compileProgram(
      {theta: vector(1, 2)},
      {
        scale: graphFunction({by: float32(2), rows: int32()}, ({theta}, {by}) => ({
          outputs: {scaled: tf.mul(theta, by)},
        })),
      },
    );

  test.each<[string, (program: ReturnType<typeof make>) => unknown]>([
    ['GRAPH_INPUT', (program) => program.functions.scale({by: 1, rows: 0})],
    ['GRAPH_INPUT', (program) => program.functions.scale({by: Float32Array.of(1), rows: 0})],
    ['GRAPH_INPUT', (program) => program.functions.scale({by: Int32Array.of(1, 2), rows: 0})],
    ['GRAPH_INPUT', (program) => program.write({theta: vector(1)})],
    ['GRAPH_STATE', (program) => program.write({phi: vector(1)})],
    ['GRAPH_STATE', (program) => program.read(['phi'])],
  ])('%s: %s', (code, use) => {
    const program = make();
    expect(() => use(program)).toThrow(expect.objectContaining({code}));
    program.dispose();
    program.dispose();
    expect(() => program.read(['theta'])).toThrow(
      expect.objectContaining({code: 'GRAPH_DISPOSED'}),
    );
  });

  test.each([
    ['GRAPH_STATE', 'an unknown state', () => [assign('phi', tf.ones([2]))]],
    ['GRAPH_STATE', 'another shape', () => [assign('theta', tf.ones([3]))]],
    ['GRAPH_STATE', 'another type', () => [assign('theta', tf.ones([2], 'int32'))]],
    [
      'GRAPH_STATE',
      'two updates',
      () => [0, 1].map((value) => assign('theta', tf.fill([2], value))),
    ],
  ])('%s: %s', (code, _, updates) => {
    const declared = graphFunction({}, () => ({outputs: {}, updates: updates()}));
    expect(() => compileProgram({theta: vector(1, 2)}, {declared})).toThrow(
      expect.objectContaining({code}),
    );
  });

  test('graph-output: an output that is not float32', () => {
    const count = graphFunction({}, ({theta}) => ({outputs: {count: tf.argMax(theta)}}));
    expect(() => compileProgram({theta: vector(1, 2)}, {count})).toThrow(
      expect.objectContaining({code: 'GRAPH_OUTPUT'}),
    );
  });
});

describe('a function with steady feeds', () => {
  const weighted = (theta: tf.Tensor, rows: tf.Tensor, v: tf.Tensor) =>
    tf.sum(tf.mul(tf.exp(rowsAt(theta, rows)), v));
  const compile = (steady: readonly ('rows' | 'v')[], keptBytes = 2 ** 30) =>
    compileProgram(
      {theta: vector(1, 2, 3)},
      {
        weigh: graphFunction(
          {rows: int32(2), v: float32(2)},
          ({theta}, {rows, v}) => ({outputs: {sum: weighted(theta, rows, v)}}),
          {steady, keptBytes},
        ),
        double: graphFunction({}, ({theta}) => ({
          outputs: {},
          updates: [assign('theta', tf.mul(theta, 2))],
        })),
      },
    );

  test('gives what the function gives, whatever changes between calls', () => {
    const plain = compile([]);
    const kept = compile(['rows']);
    const calls = [
      () => Int32Array.of(0, 1),
      () => Int32Array.of(0, 1),
      () => Int32Array.of(2, 1),
      (program: typeof kept) => (program.write({theta: vector(0, -1, 1)}), Int32Array.of(2, 1)),
      ({functions}: typeof kept) => (functions.double({}), Int32Array.of(2, 1)),
      (program: typeof kept) => (program.forget(), Int32Array.of(2, 1)),
      () => Int32Array.of(1, 1),
    ];
    calls.forEach((rowsAfter, call) => {
      const v = Float32Array.of(call, 1);
      const [a, b] = [plain, kept].map((program) => {
        const rows = rowsAfter(program);
        return program.functions.weigh({rows, v}).sum;
      });
      expect(b).toEqual(a);
    });
    plain.dispose();
    kept.dispose();
  });

  test.each([0, 16, 2 ** 30])('goes round several of them, keeping at most %i bytes', (bytes) => {
    const plain = compile([]);
    const kept = compile(['rows'], bytes);
    const batches = [Int32Array.of(0, 1), Int32Array.of(1, 2), Int32Array.of(2, 0)];
    for (let round = 0; round < 3; round++) {
      if (round === 2)
        for (const program of [plain, kept]) program.write({theta: vector(0, -1, 1)});
      for (const rows of batches) {
        const v = Float32Array.of(round, 1);
        const weighed = (program: typeof kept) => program.functions.weigh({rows, v});
        expect(weighed(kept)).toEqual(weighed(plain));
      }
    }
    plain.dispose();
    kept.dispose();
  });

  test('does not look at an array again that was changed after the call', () => {
    const program = compile(['rows']);
    const rows = Int32Array.of(0, 1);
    const v = Float32Array.of(1, 0);
    const before = program.functions.weigh({rows, v}).sum;
    rows[0] = 2;
    expect(program.functions.weigh({rows, v}).sum).not.toEqual(before);
    program.dispose();
  });

  test('updates no state', () => {
    const compiled = () =>
      compileProgram(
        {theta: vector(1)},
        {
          step: graphFunction(
            {amount: float32()},
            ({theta}, {amount}) => ({
              outputs: {},
              updates: [assign('theta', tf.add(theta, amount))],
            }),
            {steady: ['amount']},
          ),
        },
      );
    expect(compiled).toThrow(expect.objectContaining({code: 'GRAPH_STATE'}));
  });
});
