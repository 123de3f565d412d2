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
