import {readFileSync} from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {loadEngine} from '../../../src/compute/engine/load.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {trace} from '../../../src/compute/graph/trace.ts';
import {batchNorm, normalise} from '../../../src/compute/ops/batch-norm.ts';
import {addBias} from '../../../src/compute/ops/bias.ts';
import {convolve} from '../../../src/compute/ops/convolution.ts';
import {crossEntropy} from '../../../src/compute/ops/cross-entropy.ts';
import {matMul} from '../../../src/compute/ops/matmul.ts';
import {averagePool, maxPool, maxPoolByMask} from '../../../src/compute/ops/pooling.ts';
import {relu} from '../../../src/compute/ops/relu.ts';

const Stored = z.object({shape: z.array(z.number()), values: z.array(z.number())});
const Case = z.object({
  inputs: z.record(z.string(), Stored),
  weights: Stored,
  direction: z.record(z.string(), Stored),
  output: z.array(z.number()),
  gradient: z.record(z.string(), z.array(z.number())),
  product: z.record(z.string(), z.array(z.number())),
});
const cases = z
  .record(z.string(), Case)
  .parse(JSON.parse(readFileSync(new URL('fixtures/derivatives.json', import.meta.url), 'utf8')));

type T = tf.Tensor;
const labelsOf = (count: number, classes: number) =>
  tf.tensor1d(
    Array.from({length: count}, (_, index) => (index * 7) % classes),
    'int32',
  );
const meanLoss = (logits: T) => {
  const [count, classes] = logits.shape;
  return tf.mean(crossEntropy(logits, labelsOf(count, classes)));
};
const residual = (...[x, f1, s1, o1, f2, s2, o2, f3, f4, w, b]: T[]) => {
  const first = maxPool(relu(batchNorm(convolve(x, f1, {stride: 1, padding: 1}), s1, o1).y), 2);
  const inner = relu(batchNorm(convolve(first, f2, {stride: 2, padding: 1}), s2, o2).y);
  const outer = convolve(inner, f3, {stride: 1, padding: 1});
  const second = relu(tf.add(outer, convolve(first, f4, {stride: 2, padding: 0})));
  return meanLoss(addBias(matMul(tf.mean(second, [1, 2]), w), b));
};
const functions: Record<string, (...inputs: T[]) => T> = {
  matMul: (a, b) => matMul(a, b),
  'matMul a': (a, b) => matMul(a, b, {a: true}),
  'matMul b': (a, b) => matMul(a, b, {b: true}),
  'matMul a b': (a, b) => matMul(a, b, {a: true, b: true}),
  addBias,
  relu,
  'convolve 1 1': (x, f) => convolve(x, f, {stride: 1, padding: 1}),
  'convolve 2 1': (x, f) => convolve(x, f, {stride: 2, padding: 1}),
  'convolve 2 0': (x, f) => convolve(x, f, {stride: 2, padding: 0}),
  maxPool: (x) => maxPool(x, 2),
  'maxPool by mask': (x) => maxPoolByMask(x, 2),
  averagePool: (x) => averagePool(x, 2),
  'batchNorm vectors': (x, scale, offset) => batchNorm(x, scale, offset).y,
  'batchNorm images': (x, scale, offset) => batchNorm(x, scale, offset).y,
  normalise: (x, scale, offset) =>
    normalise(x, scale, offset, tf.fill([4], 0.3), tf.fill([4], 1.7)),
  crossEntropy: (logits) => crossEntropy(logits, labelsOf(6, 5)),
  mlp: (x, w1, b1, s1, o1, w2, b2) => {
    const hidden = relu(batchNorm(addBias(matMul(x, w1), b1), s1, o1).y);
    return meanLoss(addBias(matMul(hidden, w2), b2));
  },
  residual,
};

beforeAll(async () => {
  await ensureEngine();
  await loadEngine();
}, 300_000);

/** ‖a − b‖ / ‖b‖ over everything a case has of one kind. */
function relativeError(actual: readonly T[], expected: readonly (readonly number[])[]): number {
  const a = actual.flatMap((tensor) => [...tensor.dataSync()]);
  const b = expected.flat();
  expect(a).toHaveLength(b.length);
  const norm = (values: readonly number[]) => Math.hypot(...values);
  return norm(a.map((value, index) => value - b[index])) / norm(b);
}

describe.each(Object.keys(functions))('%s', (name) => {
  const given = cases[name.replace(/ by mask$/, '')];
  const load = (stored: z.output<typeof Stored>) =>
    tf.tensor(stored.values, stored.shape, 'float32');
  const prepare = () => {
    const inputs = Object.values(given.inputs).map(load);
    const directions = Object.values(given.direction).map(load);
    const weights = load(given.weights);
    const loss = (...xs: T[]) => {
      const output = functions[name](...xs);
      return output.size === 1 && weights.rank === 0
        ? tf.reshape(output, [])
        : tf.div(tf.sum(tf.mul(weights, tf.square(output))), 2);
    };
    const scalar = (...xs: T[]) => tf.reshape<tf.Rank.R0>(loss(...xs), []);
    const gradient = (...xs: T[]) => tf.grads(scalar)(xs);
    const slope = (...xs: T[]) => {
      const terms = gradient(...xs).map((one, index) => tf.sum(tf.mul(one, directions[index])));
      return tf.reshape<tf.Rank.R0>(tf.addN(terms), []);
    };
    const product = (...xs: T[]) => tf.grads(slope)(xs);
    return {inputs, gradient, product};
  };

  test('value, gradient and product with the Hessian are those of float64', () => {
    const {inputs, gradient, product} = prepare();
    expect(relativeError([functions[name](...inputs)], [given.output])).toBeLessThan(1e-5);
    expect(relativeError(gradient(...inputs), Object.values(given.gradient))).toBeLessThan(1e-5);
    expect(relativeError(product(...inputs), Object.values(given.product))).toBeLessThan(1e-5);
  });

  test('traced is eager: value and gradient bit for bit', () => {
    const {inputs, gradient, product} = prepare();
    const values = (tensors: readonly T[]) => tensors.map((tensor) => [...tensor.dataSync()]);
    const first = (...xs: T[]) => [functions[name](...xs), ...gradient(...xs)];
    const compiled = trace(first, inputs);
    expect(values(compiled(...inputs))).toEqual(values(first(...inputs)));
    compiled.dispose();
    // TensorFlow's graph optimiser reorders sums and products here: the last bit may differ.
    const second = trace(product, inputs);
    const eager = values(product(...inputs));
    expect(relativeError(second(...inputs), eager)).toBeLessThan(1e-6);
    second.dispose();
  });
});
