import * as tf from '@tensorflow/tfjs-core';
import {execute, executeAll, float, integer} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

/**
 * −log softmax(logits)[label], per example.
 *
 * @param logits [batch, classes]
 * @param labels int32 [batch], each in 0 … classes − 1
 * @returns [batch], in nats
 */
export const crossEntropy = (logits: tf.Tensor, labels: tf.Tensor): tf.Tensor =>
  apply(lossKernel, logits, labels);

const lossAndSlope = (logits: tf.TensorInfo, labels: tf.TensorInfo) =>
  executeAll(
    'SparseSoftmaxCrossEntropyWithLogits',
    [logits, labels],
    {T: float, Tlabels: integer},
    2,
  );

const lossKernel: Kernel = {
  name: 'CrossEntropyOfLabels',
  forward: ([logits, labels]) => lossAndSlope(logits, labels)[0],
  gradient: ({dy, inputs: [logits, labels]}) => [() => apply(slopeKernel, logits, labels, dy)],
};

/** (softmax(logits) − one-hot(labels)) · dy, row by row. */
const slopeKernel: Kernel = {
  name: 'SlopeOfCrossEntropy',
  forward: ([logits, labels, dy]) => {
    const [, slope] = lossAndSlope(logits, labels);
    const column = execute('ExpandDims', [dy, tf.scalar(1, 'int32')], {T: float, Tdim: integer});
    return execute('Mul', [slope, column], {T: float});
  },
  gradient: ({dy: ddSlope, inputs: [logits, labels, dy]}) => [
    () => {
      const probabilities = tf.softmax(logits);
      const weighted = tf.mul(probabilities, ddSlope);
      const mean = tf.sum(weighted, -1, true);
      return tf.mul(tf.sub(weighted, tf.mul(probabilities, mean)), tf.expandDims(dy, 1));
    },
    undefined,
    () => tf.sum(tf.mul(apply(slopeKernel, logits, labels, tf.onesLike(dy)), ddSlope), 1),
  ],
};
