import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, test} from 'vitest';
import {loadEngine} from '../../../src/compute/engine/load.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {ProgramPool} from '../../../src/compute/graph/program-pool.ts';
import {graphFunction} from '../../../src/compute/graph/program.ts';
import {assign} from '../../../src/compute/graph/update.ts';

beforeAll(async () => {
  await ensureEngine();
  await loadEngine();
}, 300_000);

const vector = (...values: readonly number[]) => ({
  shape: [values.length],
  values: Float32Array.from(values),
});

/** A pool of programs that double their state, and how often it had to compile one. */
function rig(mostBytes?: number) {
  let compiled = 0;
  const double = graphFunction({}, ({x}) => ({
    outputs: {before: x},
    updates: [assign('x', tf.mul(x, 2))],
  }));
  const pool = new ProgramPool<{double: typeof double}>(mostBytes);
  const open = (identity: string, x: ReturnType<typeof vector>) =>
    pool.open(identity, {x}, () => {
      compiled++;
      return {double};
    });
  return {open, compilations: () => compiled};
}

describe('a pool', () => {
  test('hands a closed program on, with the state of the one that opens it', () => {
    const {open, compilations} = rig();
    const first = open('a', vector(1, 2));
    first.functions.double({});
    first.dispose();
    const second = open('a', vector(5, 6));
    expect([...second.functions.double({}).before]).toEqual([5, 6]);
    expect(second.read(['x']).x).toEqual(vector(10, 12));
    expect(compilations()).toBe(1);
  });

  test('keeps programs that are open at one time apart', () => {
    const {open, compilations} = rig();
    const [first, second] = [open('a', vector(1)), open('a', vector(10))];
    first.functions.double({});
    expect(first.read(['x']).x).toEqual(vector(2));
    expect(second.read(['x']).x).toEqual(vector(10));
    expect(compilations()).toBe(2);
    first.dispose();
    second.dispose();
    expect(open('a', vector(3)).read(['x']).x).toEqual(vector(3));
    expect(compilations()).toBe(2);
  });

  test('compiles for another identity, and for a state of another shape', () => {
    const {open, compilations} = rig();
    open('a', vector(1)).dispose();
    open('b', vector(1)).dispose();
    open('a', vector(1, 2)).dispose();
    expect(compilations()).toBe(3);
    open('a', vector(4)).dispose();
    open('b', vector(5)).dispose();
    expect(compilations()).toBe(3);
  });

  test('lets the least recently used go when the idle ones hold too much', () => {
    const {open, compilations} = rig();
    // A third of what idle programs may hold, each.
    const large = {shape: [44_000_000], values: new Float32Array(44_000_000)};
    for (const identity of ['a', 'b', 'a', 'c', 'd']) open(identity, large).dispose();
    expect(compilations()).toBe(4);
    open('a', large).dispose();
    expect(compilations()).toBe(4);
    open('b', large).dispose();
    expect(compilations()).toBe(5);
  });

  test('keeps none that alone holds more than all idle ones may', () => {
    const {open, compilations} = rig(8);
    open('a', vector(1, 2, 3)).dispose();
    open('b', vector(1, 2)).dispose();
    open('b', vector(3, 4)).dispose();
    expect(compilations()).toBe(2);
    open('a', vector(4, 5, 6)).dispose();
    expect(compilations()).toBe(3);
  });
});
