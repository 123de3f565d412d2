import * as tf from '@tensorflow/tfjs-core';
import type {Layer} from './layer.ts';

/** Added to the variance before the square root (PyTorch's default). */
const EPSILON = 1e-5;

/**
 * Batch norm over all axes but the last (Ioffe & Szegedy 2015): (x − mean)/√(variance + 1e-5)·γ + β,
 * by the statistics that the mode says.
 */
export function batchNorm(name: string, channels: number): Layer {
  const shape = [channels];
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(
    (part) => `${name}/${part}`,
  );
  return {
    parameters: [
      {name: gamma, shape, initialiser: {kind: 'constant', value: 1}},
      {name: beta, shape, initialiser: {kind: 'constant', value: 0}},
    ],
    statistics: [
      {name: mean, shape, start: 0},
      {name: variance, shape, start: 1},
    ],
    random: false,
    apply(inputs, {parameters, mode, batchStatistics}) {
      const [scale, offset] = [parameters[gamma], parameters[beta]];
      if (mode.kind === 'evaluation') {
        const {statistics} = mode;
        return normalise(inputs, statistics[mean], statistics[variance], scale, offset);
      }
      const axes = inputs.shape.slice(0, -1).map((_, axis) => axis);
      const moments = tf.moments(inputs, axes);
      const count = inputs.size / channels;
      batchStatistics[mean] = moments.mean;
      batchStatistics[variance] = tf.mul(moments.variance, count / (count - 1));
      return normalise(inputs, moments.mean, moments.variance, scale, offset);
    },
  };
}

const normalise = (
  inputs: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  gamma: tf.Tensor,
  beta: tf.Tensor,
) => {
  const slope = tf.mul(gamma, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(tf.sub(inputs, mean), slope), beta);
};
