import * as tf from '@tensorflow/tfjs-core';
import {rowsAt} from '../compute/ops/rows.ts';
import {LARGEST_SHIFT} from './perturbation.ts';

/**
 * Shifts images by up to four pixels, zeros coming in, and mirrors some left-right.
 *
 * @param images [N, height, width, channels].
 * @param choices int32 [N, 3]: first row and first column that are kept of the padded image, and 1
 *   for a mirror image.
 */
export function augment(images: tf.Tensor, choices: tf.Tensor): tf.Tensor {
  const [count, height, width, channels] = images.shape;
  const border: [number, number] = [LARGEST_SHIFT, LARGEST_SHIFT];
  const padded = tf.pad(images, [[0, 0], border, border, [0, 0]]);
  const [, paddedHeight, paddedWidth] = padded.shape;
  const [top, left, flip] = tf
    .split(choices, 3, 1)
    .map((choice) => tf.reshape(choice, [count, 1, 1]));
  const upTo = (length: number, ...shape: number[]) =>
    tf.reshape(tf.range(0, length, 1, 'int32'), shape);

  const right = upTo(width, 1, 1, width);
  const mirrored = tf.mul(flip, tf.sub(tf.scalar(width - 1, 'int32'), tf.add(right, right)));
  const column = tf.add(left, tf.add(right, mirrored));
  const row = tf.add(top, upTo(height, 1, height, 1));
  const image = upTo(count, count, 1, 1);
  // The position of each pixel that is kept among all pixels of all padded images.
  const line = tf.add(tf.mul(image, tf.scalar(paddedHeight, 'int32')), row);
  const position = tf.add(tf.mul(line, tf.scalar(paddedWidth, 'int32')), column);
  const pixels = rowsAt(tf.reshape(padded, [-1, channels]), tf.reshape(position, [-1]));
  return tf.reshape(pixels, images.shape);
}
