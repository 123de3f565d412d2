import * as tf from '@tensorflow/tfjs-core';
import {execute, float, integers, text} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';
import {matMul} from './matmul.ts';
import {averagePool} from './pooling.ts';

/** How a filter moves over an image; the same in both directions. */
export interface Geometry {
  readonly stride: number;
  /** Rows and columns of zeros added on every side. */
  readonly padding: number;
}

/**
 * Convolution (cross-correlation, as everywhere in deep learning) of images
 * [batch, height, width, in] with `filter` [rows, columns, in, out], without a bias.
 *
 * @returns [batch, ⌊(height + 2·padding − rows) / stride⌋ + 1, …, out]
 */
export function convolve(x: tf.Tensor, filter: tf.Tensor, geometry: Geometry): tf.Tensor {
  const {stride, padding} = geometry;
  const [rows, columns] = filter.shape;
  if (rows === 1 && columns === 1 && padding === 0) return mixChannels(x, filter, stride);
  // TensorFlow's fast kernels know no explicit padding (up to ten times slower on CPU): zeros are
  // added before, unless the padding is what it calls SAME.
  const isSame = stride === 1 && rows === 2 * padding + 1 && columns === rows;
  if (isSame) return convolveBy({stride, mode: 'SAME'}, x, filter);
  return convolveBy({stride, mode: 'VALID'}, padding === 0 ? x : pad(x, padding), filter);
}

/**
 * A 1×1 convolution is a product of matrices at every stride-th pixel. Written so: oneDNN 3.7.3 writes
 * beyond its memory in the gradient of narrow ones of stride 2 on processors without AVX-512.
 */
function mixChannels(x: tf.Tensor, filter: tf.Tensor, stride: number): tf.Tensor {
  const pixels = stride === 1 ? x : averagePool(x, 1, stride);
  const [from, to] = filter.shape.slice(2);
  const mixed = matMul(tf.reshape(pixels, [-1, from]), tf.reshape(filter, [from, to]));
  return tf.reshape(mixed, [...pixels.shape.slice(0, 3), to]);
}

function pad(x: tf.Tensor, padding: number): tf.Tensor {
  const none: [number, number] = [0, 0];
  const zeros: [number, number] = [padding, padding];
  return tf.pad(x, [none, zeros, zeros, none]);
}

interface Walk {
  readonly stride: number;
  readonly mode: 'SAME' | 'VALID';
}
type Shape = readonly number[];

const convolveBy = (walk: Walk, x: tf.Tensor, filter: tf.Tensor) =>
  apply(forwardKernel(walk), x, filter);

const convolveToInput = (walk: Walk, shape: Shape, filter: tf.Tensor, dy: tf.Tensor) =>
  apply(inputKernel(walk, shape), filter, dy);

const convolveToFilter = (walk: Walk, shape: Shape, x: tf.Tensor, dy: tf.Tensor) =>
  apply(filterKernel(walk, shape), x, dy);

const attributesOf = ({stride, mode}: Walk) => ({
  T: float,
  strides: integers(1, stride, stride, 1),
  padding: text(mode),
  data_format: text('NHWC'),
});

const describe = ({stride, mode}: Walk) => `stride ${stride} ${mode}`;
const sizes = (shape: Shape) => tf.tensor1d([...shape], 'int32');

const forwardKernel = (walk: Walk): Kernel => ({
  name: `Convolve ${describe(walk)}`,
  forward: (inputs) => execute('Conv2D', inputs, attributesOf(walk)),
  gradient: ({dy, inputs: [x, filter]}) => [
    () => convolveToInput(walk, x.shape, filter, dy),
    () => convolveToFilter(walk, filter.shape, x, dy),
  ],
});

const inputKernel = (walk: Walk, shape: Shape): Kernel => ({
  name: `ConvolveToInput ${shape.join('×')} ${describe(walk)}`,
  forward: ([filter, dy]) =>
    execute('Conv2DBackpropInput', [sizes(shape), filter, dy], attributesOf(walk)),
  gradient: ({dy: ddx, inputs: [filter, dy]}) => [
    () => convolveToFilter(walk, filter.shape, ddx, dy),
    () => convolveBy(walk, ddx, filter),
  ],
});

const filterKernel = (walk: Walk, shape: Shape): Kernel => ({
  name: `ConvolveToFilter ${shape.join('×')} ${describe(walk)}`,
  forward: ([x, dy]) => execute('Conv2DBackpropFilter', [x, sizes(shape), dy], attributesOf(walk)),
  gradient: ({dy: ddFilter, inputs: [x, dy]}) => [
    () => convolveToInput(walk, x.shape, ddFilter, dy),
    () => convolveBy(walk, x, ddFilter),
  ],
});
