import * as tf from '@tensorflow/tfjs-core';
import {execute, float, integers, text} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

const attributesOf = (size: number, stride: number) => ({
  T: float,
  ksize: integers(1, size, size, 1),
  strides: integers(1, stride, stride, 1),
  padding: text('VALID'),
  data_format: text('NHWC'),
});

/** The largest value of each `size`×`size` window of [batch, height, width, channels]; no padding. */
export const maxPool = (x: tf.Tensor, size: number, stride = size): tf.Tensor =>
  apply(maxKernel(size, stride), x);

/** The mean of each `size`×`size` window of [batch, height, width, channels]; no padding. */
export const averagePool = (x: tf.Tensor, size: number, stride = size): tf.Tensor =>
  apply(averageKernel(size, stride), x);

const maxKernel = (size: number, stride: number): Kernel => ({
  name: `MaxOfWindows ${size} stride ${stride}`,
  forward: (inputs) => execute('MaxPool', inputs, attributesOf(size, stride)),
  gradient: ({dy, inputs: [x], outputs: [y]}) => [
    () => apply(scatterKernel(size, stride), x, y, dy),
  ],
});

/** Puts `dy` where the window's maximum stands. */
const scatterKernel = (size: number, stride: number): Kernel => ({
  name: `ScatterToMax ${size} stride ${stride}`,
  forward: (inputs) => execute('MaxPoolGrad', inputs, attributesOf(size, stride)),
  gradient: ({dy: ddx, inputs: [x, y]}) => [
    // Where the maximum stands is flat in x and y.
    () => tf.zerosLike(x),
    () => tf.zerosLike(y),
    () => apply(gatherKernel(size, stride), x, y, ddx),
  ],
});

/** Takes from `ddx` what stands where the window's maximum stands. */
const gatherKernel = (size: number, stride: number): Kernel => ({
  name: `GatherFromMax ${size} stride ${stride}`,
  forward: (inputs) => execute('MaxPoolGradGrad', inputs, attributesOf(size, stride)),
  gradient: ({dy, inputs: [x, y]}) => [
    () => tf.zerosLike(x),
    () => tf.zerosLike(y),
    () => apply(scatterKernel(size, stride), x, y, dy),
  ],
});

/**
 * {@link maxPool} of windows side by side, with a gradient that is cheap to take again and again at the
 * same point: a product with a mask of where the maxima stand. TensorFlow's own operation searches
 * for them each time, which is slow; the mask is found once where it is kept (products with a
 * Hessian). A single gradient costs a little more.
 */
export const maxPoolByMask = (x: tf.Tensor, size: number): tf.Tensor => apply(maskKernel(size), x);

const maskKernel = (size: number): Kernel => ({
  name: `MaxOfWindowsByMask ${size}`,
  forward: (inputs) => execute('MaxPool', inputs, attributesOf(size, size)),
  gradient: ({dy, inputs: [x], outputs: [y]}) => [
    () => {
      const spread = apply(spreadKernel(x.shape, size, size), tf.mul(dy, size ** 2));
      return tf.mul(spread, apply(winnersKernel(size), x, y));
    },
  ],
});

/** 1 where a window's maximum stands, 0 elsewhere; flat in x and y. */
const winnersKernel = (size: number): Kernel => ({
  name: `WinnersOfWindows ${size}`,
  forward: ([x, y]) => execute('MaxPoolGrad', [x, y, tf.ones(y.shape)], attributesOf(size, size)),
  gradient: ({inputs: [x, y]}) => [() => tf.zerosLike(x), () => tf.zerosLike(y)],
});

const averageKernel = (size: number, stride: number): Kernel => ({
  name: `MeanOfWindows ${size} stride ${stride}`,
  forward: (inputs) => execute('AvgPool', inputs, attributesOf(size, stride)),
  gradient: ({dy, inputs: [x]}) => [() => apply(spreadKernel(x.shape, size, stride), dy)],
});

const spreadKernel = (shape: readonly number[], size: number, stride: number): Kernel => ({
  name: `SpreadOverWindows ${shape.join('×')} ${size} stride ${stride}`,
  forward: ([dy]) =>
    execute('AvgPoolGrad', [tf.tensor1d([...shape], 'int32'), dy], attributesOf(size, stride)),
  gradient: ({dy: ddx}) => [() => averagePool(ddx, size, stride)],
});
