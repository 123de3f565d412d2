import * as tf from '@tensorflow/tfjs-core';
import {execute, float, text} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

const attributes = {T: float, data_format: text('NHWC')};

/** Adds `bias` [channels] along the last axis of `x` […, channels]. */
export const addBias = (x: tf.Tensor, bias: tf.Tensor): tf.Tensor => apply(biasAdd, x, bias);

/** Sums `x` […, channels] over all axes but the last: [channels]. */
export const sumToChannels = (x: tf.Tensor): tf.Tensor => apply(biasSum, x);

const biasAdd: Kernel = {
  name: 'AddToChannels',
  forward: (inputs) => execute('BiasAdd', inputs, attributes),
  gradient: ({dy}) => [() => tf.clone(dy), () => sumToChannels(dy)],
};

const biasSum: Kernel = {
  name: 'SumToChannels',
  forward: (inputs) => execute('BiasAddGrad', inputs, attributes),
  gradient: ({dy, inputs: [x]}) => [() => addBias(tf.zerosLike(x), dy)],
};
