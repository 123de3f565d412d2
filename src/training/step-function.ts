import * as tf from '@tensorflow/tfjs-core';
import {float32, graphFunction, int32, type FunctionResult} from '../compute/graph/program.ts';
import {rowsAt} from '../compute/ops/rows.ts';
import {crossEntropy} from '../models/loss.ts';
import type {Model} from '../models/model.ts';
import {augment} from './augment.ts';
import {slotOf, type Optimiser} from './optimiser.ts';
import type {TrainingPlan} from './plan.ts';

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
 * One step on a batch, as a function of a program whose state holds the model's parameters, the slots of the
 * optimiser, `images` and `labels`. Returns the loss of the batch before the step. Batch norm keeps no running averages:
 * its statistics are estimated anew where they are needed (reestimate.ts).
 */
export function stepFunction(
  model: Model,
  plan: StepPlan,
  optimiser: Optimiser,
  batchSize: number,
) {
  const names = Object.keys(optimiser.numbers(0));
  return graphFunction(feedsOf(model, plan, names, batchSize), (state, feeds: Tensors) => {
    const {loss, gradients} = differentiate(model, state, feeds);
    const numbers = Object.fromEntries(names.map((name) => [name, feeds[numberOf(name)]]));
    const {learningRate} = feeds;
    return {
      outputs: {loss},
      updates: model.parameters.flatMap(({name: parameter}, index) => {
        const gradient = gradients[index];
        const slot = slotOf(parameter);
        return optimiser.update({parameter, gradient, learningRate, slot, state, numbers});
      }),
    } satisfies FunctionResult<'loss'>;
  });
}

/** Mean loss of a batch in training mode, and its gradient. */
function differentiate(model: Model, state: Tensors, feeds: Tensors) {
  const {examples, labels = rowsAt(state['labels'], examples)} = feeds;
  const images = imagesOf(state, feeds);
  const names = model.parameters.map(({name}) => name);
  const mode = {kind: 'training', ...(model.random && {seed: feeds['seed']})} as const;
  const {value, grads} = tf.valueAndGrads((...values: tf.Tensor[]) => {
    const parameters = Object.fromEntries(values.map((tensor, index) => [names[index], tensor]));
    const {logits} = model.forward(images, parameters, mode);
    return weightedMean(crossEntropy(logits, labels), feeds['weights']);
  })(names.map((name) => state[name]));
  return {loss: value, gradients: grads};
}

function imagesOf(state: Tensors, feeds: Tensors): tf.Tensor {
  const images = rowsAt(state['images'], feeds['examples']);
  return 'augmentation' in feeds ? augment(images, feeds['augmentation']) : images;
}

const weightedMean = (losses: tf.Tensor, weights: tf.Tensor | undefined): tf.Scalar =>
  tf.mean(weights === undefined ? losses : tf.mul(losses, weights));
