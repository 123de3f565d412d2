import * as tf from '@tensorflow/tfjs-core';
import {float32, graphFunction, int32} from '../compute/graph/program.ts';
import {ProgramPool} from '../compute/graph/program-pool.ts';
import {rowsAt} from '../compute/ops/rows.ts';
import {crossEntropy} from '../models/loss.ts';
import type {Mode} from '../models/layer.ts';
import type {Model, ModelState} from '../models/model.ts';
import {flatten, flattenWeights, layout, unflatten, unflattenWeights} from './layout.ts';
import type {SymmetricOperator} from './operator.ts';

/** The examples on which the loss is measured: the same ones for every checkpoint that is compared. */
export interface Examples {
  /** Normalised inputs [count, …inputShape]. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

/**
 * How batch norm takes part. `evaluation`: with the running statistics, so that the loss is a mean
 * over examples, whatever the batches. `training`: with the statistics of each batch of `batchSize`
 * examples, as SGD saw it.
 */
export type BatchNormMode = 'evaluation' | 'training';

/**
 * The mean cross-entropy over fixed examples as a function of all parameters, flattened in the order
 * of the model: a vector of D = `dimension` numbers.
 */
export interface LossSurface {
  readonly dimension: number;
  /** Number of examples, N. */
  readonly examples: number;
  /** The parameters at which everything is evaluated. */
  readonly parameters: Float32Array;
  lossAndGradient(): {loss: number; gradient: Float32Array};
  /** Exact products with the Hessian of the loss (double backward; Pearlmutter 1994). */
  readonly hessian: SymmetricOperator;
  /** Gradient at `parameters + shift`. */
  gradientAt(shift: Float32Array): Float32Array;
  /** g_i·v for the gradient g_i of every example (evaluation mode only). */
  slopes(v: Float32Array): Float32Array;
  /** (1/N)·Σ w_i·g_i (evaluation mode only). */
  weightedGradient(weights: Float32Array): Float32Array;
  dispose(): void;
}

const surfaces = new ProgramPool<ReturnType<typeof surfaceFunctions>>();

/**
 * The surface around one checkpoint, compiled once for a model and a number of examples. Examples pass in batches of `batchSize`, which must
 * divide their number; sums over batches are accumulated in float64.
 *
 * @throws RangeError when the batches do not divide the examples.
 */
export function lossSurface(
  model: Model,
  state: ModelState,
  data: Examples,
  {batchSize, mode}: {readonly batchSize: number; readonly mode: BatchNormMode},
): LossSurface {
  const count = data.labels.length;
  if (count % batchSize !== 0) {
    throw new RangeError(`${count} examples do not divide into batches of ${batchSize}.`);
  }
  const shapes = layout(model.parameters);
  const {dimension} = shapes;
  const parameters = flattenWeights(shapes, state.parameters);
  const program = surfaces.open(
    JSON.stringify([model.identity, batchSize, mode]),
    variablesOf(model, state, data),
    () => surfaceFunctions(model, batchSize, mode),
  );
  const {lossAndGradient, product, slopes, weightedGradient} = program.functions;
  const batches = batchesOf(count, batchSize);
  const meanOver = (vectorOf: (rows: Int32Array) => Float32Array) =>
    meansOver(batches, (rows) => [vectorOf(rows)])[0];
  // Batch by batch, so that the vectors share what is kept of each even where not all of it can be kept.
  const products = (vectors: readonly Float32Array[]) =>
    meansOver(batches, (rows) => vectors.map((v) => product({rows, v}).product));
  const gradientHere = () => meanOver((rows) => lossAndGradient({rows}).gradient);
  const moveTo = (vector: Float32Array) => program.write(unflattenWeights(shapes, vector));

  return {
    dimension,
    examples: count,
    parameters,
    lossAndGradient() {
      let loss = 0;
      const gradient = meanOver((rows) => {
        const batch = lossAndGradient({rows});
        loss += batch.loss[0] / batches.length;
        return batch.gradient;
      });
      return {loss, gradient};
    },
    hessian: {dimension, apply: (v) => products([v])[0], applyAll: products},
    gradientAt(shift) {
      moveTo(parameters.map((value, index) => value + shift[index]));
      const gradient = gradientHere();
      moveTo(parameters);
      return gradient;
    },
    slopes(v) {
      const all = new Float32Array(count);
      for (const rows of batches) all.set(slopes({rows, v}).slopes, rows[0]);
      return all;
    },
    weightedGradient: (weights) =>
      meanOver(
        (rows) =>
          weightedGradient({rows, weights: weights.slice(rows[0], rows[0] + batchSize)}).gradient,
      ),
    dispose: () => program.dispose(),
  };
}

const variablesOf = (model: Model, state: ModelState, {images, labels}: Examples) => ({
  ...state.parameters,
  ...state.statistics,
  images: {shape: [labels.length, ...model.inputShape], values: images},
  labels: {shape: [labels.length], values: labels},
});

/** Means over batches of the vectors that each gives, accumulated in float64. */
function meansOver(
  batches: readonly Int32Array[],
  vectorsOf: (rows: Int32Array) => Float32Array[],
): Float32Array[] {
  if (batches.length === 1) return vectorsOf(batches[0]);
  const sums: Float64Array[] = [];
  for (const rows of batches) {
    for (const [which, vector] of vectorsOf(rows).entries()) {
      const sum = (sums[which] ??= new Float64Array(vector.length));
      for (let i = 0; i < vector.length; i++) sum[i] += vector[i];
    }
  }
  return sums.map((sum) => Float32Array.from(sum, (value) => value / batches.length));
}

type State = Readonly<Record<string, tf.Tensor>>;

/** Losses of the examples of a batch [batchSize], as a function of the parameters. */
const lossesOf = (model: Model, mode: BatchNormMode) => (state: State, rows: tf.Tensor) => {
  const inputs = rowsAt(state['images'], rows);
  const targets = rowsAt(state['labels'], rows);
  const pass: Mode =
    mode === 'training' ? {kind: 'batch'} : {kind: 'evaluation', statistics: state};
  return (tensors: readonly tf.Tensor[]) => {
    const named = model.parameters.map(({name}, index) => [name, tensors[index]] as const);
    return crossEntropy(model.forward(inputs, Object.fromEntries(named), pass).logits, targets);
  };
};

/** The functions of one batch, compiled once for a model and shared by all its batches. */
function surfaceFunctions(model: Model, batchSize: number, mode: BatchNormMode) {
  const shapes = layout(model.parameters);
  const {dimension} = shapes;
  // All products go through the same forward passes and gradients: to keep them saves a third.
  const steady = ['rows'] as const;
  const losses = lossesOf(model, mode);
  const here = (state: State) => model.parameters.map(({name}) => state[name]);
  const rows = int32(batchSize);
  const vector = float32(dimension);

  return {
    lossAndGradient: graphFunction({rows}, (state, feeds) => {
      const of = losses(state, feeds.rows);
      const {value, grads} = tf.valueAndGrads((...at: tf.Tensor[]) => tf.mean(of(at)))(here(state));
      return {outputs: {loss: value, gradient: flatten(grads)}};
    }),
    product: graphFunction(
      {rows, v: vector},
      (state, feeds) => {
        const of = losses(state, feeds.rows);
        const direction = unflatten(shapes, feeds.v);
        const slope = (...at: tf.Tensor[]) =>
          inner(tf.grads((...point: tf.Tensor[]) => tf.mean(of(point)))(at), direction);
        return {outputs: {product: flatten(tf.grads(slope)(here(state)))}};
      },
      {steady},
    ),
    slopes: graphFunction(
      {rows, v: vector},
      (state, feeds) => {
        const of = losses(state, feeds.rows);
        const direction = unflatten(shapes, feeds.v);
        // The gradient of Σ u_i·loss_i is linear in u: its slope along v, differentiated by u, gives
        // all g_i·v at once.
        const weighted = (u: tf.Tensor) =>
          inner(
            tf.grads((...at: tf.Tensor[]) => tf.sum(tf.mul(u, of(at))))(here(state)),
            direction,
          );
        return {outputs: {slopes: tf.grad(weighted)(tf.ones([batchSize]))}};
      },
      {steady},
    ),
    weightedGradient: graphFunction(
      {rows, weights: float32(batchSize)},
      (state, feeds) => {
        const of = losses(state, feeds.rows);
        const grads = tf.grads((...at: tf.Tensor[]) => tf.mean(tf.mul(feeds.weights, of(at))))(
          here(state),
        );
        return {outputs: {gradient: flatten(grads)}};
      },
      {steady},
    ),
  };
}

/** Σ over parameters of their inner products. */
const inner = (a: readonly tf.Tensor[], b: readonly tf.Tensor[]): tf.Scalar =>
  tf.addN(a.map((tensor, index) => tf.sum(tf.mul(tensor, b[index]))));

const batchesOf = (count: number, batchSize: number): Int32Array[] =>
  Array.from({length: count / batchSize}, (_, batch) =>
    Int32Array.from({length: batchSize}, (_row, index) => batch * batchSize + index),
  );
