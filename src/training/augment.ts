import * as tf from '@tensorflow/tfjs-core';
import {LARGEST_SHIFT} from './perturbation.ts';

/**
 * Shifts images by up to four pixels, zeros coming in, and mirrors some left-right.
 *
 * @param images [N, height, width, channels].
 * @param choices int32 [N, 3]: first row and first column that are kept of the padded image, and 1
 *   for a mirror image.
 */
export function augment(images: tf.Tensor, choices: tf.Tensor): tf.Tensor {
  const [count, height, width] = images.shape;
  const [rows, columns, flips] = tf.unstack(choices, 1).map((choice) => tf.expandDims(choice, 1));
  const border: [number, number] = [LARGEST_SHIFT, LARGEST_SHIFT];
  const padded = tf.pad(images, [[0, 0], border, border, [0, 0]]);
  const across = tf.range(0, width, 1, 'int32');
  const mirrored = tf.sub(width - 1, across);
  const picked = tf.add(across, tf.mul(flips, tf.sub(mirrored, across)));
  const cropped = gatherEach(padded, tf.add(rows, tf.range(0, height, 1, 'int32')), 1);
  return tf.reshape(gatherEach(cropped, tf.add(columns, picked), 2), [count, height, width, -1]);
}

/** Of image i, the rows (axis 1) or columns (axis 2) that `indices[i]` names. */
function gatherEach(images: tf.Tensor, indices: tf.Tensor, axis: 1 | 2): tf.Tensor {
  if (axis === 1) return tf.gather(images, tf.cast(indices, 'int32'), 1, 1);
  const turned = tf.transpose(images, [0, 2, 1, 3]);
  return tf.transpose(gatherEach(turned, indices, 1), [0, 2, 1, 3]);
}
