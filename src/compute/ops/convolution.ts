import * as tf from '@tensorflow/tfjs-core';
import {execute, float, integers, text} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

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
export const convolve = (x: tf.Tensor, filter: tf.Tensor, geometry: Geometry): tf.Tensor =>
  apply(forwardKernel(geometry), x, filter);

type Shape = readonly number[];

const convolveToInput = (filter: tf.Tensor, dy: tf.Tensor, shape: Shape, geometry: Geometry) =>
  apply(inputKernel(shape, geometry), filter, dy);

const convolveToFilter = (x: tf.Tensor, dy: tf.Tensor, shape: Shape, geometry: Geometry) =>
  apply(filterKernel(shape, geometry), x, dy);

const attributesOf = ({stride, padding}: Geometry) => ({
  T: float,
  strides: integers(1, stride, stride, 1),
  padding: text('EXPLICIT'),
  explicit_paddings: integers(0, 0, padding, padding, padding, padding, 0, 0),
  data_format: text('NHWC'),
});

const describe = ({stride, padding}: Geometry) => `stride ${stride} padding ${padding}`;
const sizes = (shape: Shape) => tf.tensor1d([...shape], 'int32');

const forwardKernel = (geometry: Geometry): Kernel => ({
  name: `Convolve ${describe(geometry)}`,
  forward: (inputs) => execute('Conv2D', inputs, attributesOf(geometry)),
  gradient: ({dy, inputs: [x, filter]}) => [
    () => convolveToInput(filter, dy, x.shape, geometry),
    () => convolveToFilter(x, dy, filter.shape, geometry),
  ],
});

const inputKernel = (shape: Shape, geometry: Geometry): Kernel => ({
  name: `ConvolveToInput ${shape.join('×')} ${describe(geometry)}`,
  forward: ([filter, dy]) =>
    execute('Conv2DBackpropInput', [sizes(shape), filter, dy], attributesOf(geometry)),
  gradient: ({dy: ddx, inputs: [filter, dy]}) => [
    () => convolveToFilter(ddx, dy, filter.shape, geometry),
    () => convolve(ddx, filter, geometry),
  ],
});

const filterKernel = (shape: Shape, geometry: Geometry): Kernel => ({
  name: `ConvolveToFilter ${shape.join('×')} ${describe(geometry)}`,
  forward: ([x, dy]) =>
    execute('Conv2DBackpropFilter', [x, sizes(shape), dy], attributesOf(geometry)),
  gradient: ({dy: ddFilter, inputs: [x, dy]}) => [
    () => convolveToInput(ddFilter, dy, x.shape, geometry),
    () => convolve(x, ddFilter, geometry),
  ],
});
