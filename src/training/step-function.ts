import * as tf from '@tensorflow/tfjs-core';
import {float32, graphFunction, int32, type FunctionResult} from '../compute/graph/program.ts';
import {assign} from '../compute/graph/update.ts';
import {rowsAt} from '../compute/ops/rows.ts';
import {crossEntropy} from '../models/loss.ts';
import type {Model} from '../models/model.ts';
import {augment} from './augment.ts';
import {slotOf, type Optimiser} from './optimiser.ts';
import type {TrainingPlan} from './plan.ts';

/** Part of the batch's statistics in the new running statistics of batch norm (PyTorch's default). */
export const STATISTICS_RATE = 0.1;

type Tensors = Readonly<Record<string, tf.Tensor>>;
type StepPlan = Pick<TrainingPlan, 'gradientNoise' | 'augmentation'>;

/** What a call of a step is given: only what its plan asks for. */
function feedsOf(model: Model, plan: StepPlan, numbers: readonly string[], batchSize: number) {
  return {
    examples: int32(batchSize),
    learningRate: float32(),
    ...Object.fromEntries(numbers.map((name) => [numberOf(name), float32()])),
    ...(plan.gradientNoise.kind === 'example-weights' && {weights: float32(batchSize)}),
    ...(plan.gradientNoise.kind === 'labels' && {labels: int32(batchSize)}),
    ...(plan.augmentation && {augmentation: int32(batchSize, 3)}),
    ...(model.random && {seed: int32(2)}),
  };
}

/** The name under which a step is told a number of its optimiser. */
export const numberOf = (name: string): string => `optimiser ${name}`;

/**
 * One step on a batch, as a function of a program whose state holds the model's parameters and statistics, the slots
 * of the optimiser, `images` and `labels`. Returns the loss of the batch before the step.
 */
export function stepFunction(
  model: Model,
  plan: StepPlan,
  optimiser: Optimiser,
  batchSize: number,
) {
  const names = Object.keys(optimiser.numbers(0));
  return graphFunction(feedsOf(model, plan, names, batchSize), (state, feeds: Tensors) => {
    const {loss, gradients, batchStatistics} = differentiate(model, state, feeds);
    const numbers = Object.fromEntries(names.map((name) => [name, feeds[numberOf(name)]]));
    const {learningRate} = feeds;
    return {
      outputs: {loss},
      updates: [
        ...model.parameters.flatMap(({name: parameter}, index) => {
          const gradient = gradients[index];
          const slot = slotOf(parameter);
          return optimiser.update({parameter, gradient, learningRate, slot, state, numbers});
        }),
        ...Object.entries(batchStatistics).map(([name, batch]) =>
          assign(name, blend(state[name], batch)),
        ),
      ],
    } satisfies FunctionResult<'loss'>;
  });
}

const blend = (running: tf.Tensor, batch: tf.Tensor) =>
  tf.add(tf.mul(running, 1 - STATISTICS_RATE), tf.mul(batch, STATISTICS_RATE));

/** Mean loss of a batch in training mode, its gradient and the statistics of batch norm. */
function differentiate(model: Model, state: Tensors, feeds: Tensors) {
  const {examples, labels = rowsAt(state['labels'], examples)} = feeds;
  const images = imagesOf(state, feeds);
  const names = model.parameters.map(({name}) => name);
  const mode = {kind: 'training', ...(model.random && {seed: feeds['seed']})} as const;
  let kept: Tensors = {};
  const {value, grads} = tf.valueAndGrads((...values: tf.Tensor[]) => {
    const parameters = Object.fromEntries(values.map((tensor, index) => [names[index], tensor]));
    const {logits, batchStatistics} = model.forward(images, parameters, mode);
    kept = mapValues(batchStatistics, (tensor) => tf.keep(tensor));
    return weightedMean(crossEntropy(logits, labels), feeds['weights']);
  })(names.map((name) => state[name]));
  return {loss: value, gradients: grads, batchStatistics: mapValues(kept, released)};
}

function imagesOf(state: Tensors, feeds: Tensors): tf.Tensor {
  const images = rowsAt(state['images'], feeds['examples']);
  return 'augmentation' in feeds ? augment(images, feeds['augmentation']) : images;
}

const weightedMean = (losses: tf.Tensor, weights: tf.Tensor | undefined): tf.Scalar =>
  tf.mean(weights === undefined ? losses : tf.mul(losses, weights));

const mapValues = (tensors: Tensors, change: (tensor: tf.Tensor) => tf.Tensor): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));

/** Hands a tensor that was kept alive over a scope to the scope around it. */
function released(tensor: tf.Tensor): tf.Tensor {
  const copy = tf.clone(tensor);
  tensor.dispose();
  return copy;
}
