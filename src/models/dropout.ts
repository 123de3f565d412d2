import * as tf from '@tensorflow/tfjs-core';
import {uniformFromSeed} from '../compute/ops/random-uniform.ts';
import type {Layer} from './layer.ts';

/**
 * In training, zeroes each entry with chance `rate` and scales the others by 1/(1 − rate) (Srivastava
 * et al. 2014). `index` tells the dropout layers of a model apart: each shifts the pass's seed.
 */
export const dropout = (rate: number, index: number): Layer => ({
  parameters: [],
  statistics: [],
  random: true,
  apply(inputs, {mode}) {
    if (mode.kind !== 'training') return inputs;
    if (mode.seed === undefined) throw new RangeError('Dropout needs a seed in training mode.');
    const seed = tf.add(mode.seed, tf.tensor1d([index, 0], 'int32'));
    const kept = tf.greaterEqual(uniformFromSeed(seed, inputs.shape), rate);
    return tf.mul(inputs, tf.mul(tf.cast(kept, 'float32'), 1 / (1 - rate)));
  },
});
