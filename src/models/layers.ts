import * as tf from '@tensorflow/tfjs-core';
import type {Initialiser} from './initialiser.ts';
import {pure, type Layer} from './layer.ts';

const ZEROS: Initialiser = {kind: 'constant', value: 0};

export const flatten = pure((inputs) => tf.reshape(inputs, [inputs.shape[0], -1]));
export const relu = pure((inputs) => tf.relu(inputs));
/** 2×2 windows, stride 2. */
export const maxPool = pure((inputs) => tf.maxPool(images(inputs), 2, 2, 'valid'));
/** [batch, height, width, channels] to [batch, channels]. */
export const globalAveragePool = pure((inputs) => tf.mean(inputs, [1, 2]));

/** Every stride-th pixel, and `channels` more channels of zeros (He et al. 2016, option A). */
export const subsampleAndPad = (stride: number, channels: number): Layer =>
  pure((inputs) => {
    const sparse = tf.avgPool(images(inputs), 1, stride, 'valid');
    return tf.pad4d(sparse, [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, channels],
    ]);
  });

/** x·W + b; kernel [fanIn, fanOut], bias [fanOut]. */
export function dense(
  name: string,
  fanIn: number,
  fanOut: number,
  initialiser: Initialiser,
  {bias = true}: {readonly bias?: boolean} = {},
): Layer {
  const kernel = {name: `${name}/kernel`, shape: [fanIn, fanOut], initialiser};
  return withBias(name, fanOut, bias, {
    ...pure((inputs) => inputs),
    parameters: [kernel],
    apply: (inputs, {parameters}) => tf.matMul(inputs, parameters[kernel.name]),
  });
}

interface Convolution {
  /** Height and width of the kernel [pixels]. */
  readonly size: number;
  /** Channels in and out. */
  readonly from: number;
  readonly to: number;
  readonly stride?: number;
  readonly initialiser: Initialiser;
  readonly bias: boolean;
}

/** A convolution with "same" padding; kernel [size, size, from, to]. */
export function conv(
  name: string,
  {size, from, to, stride = 1, initialiser, bias}: Convolution,
): Layer {
  const kernel = {name: `${name}/kernel`, shape: [size, size, from, to], initialiser};
  return withBias(name, to, bias, {
    ...pure((inputs) => inputs),
    parameters: [kernel],
    apply: (inputs, {parameters}) =>
      tf.conv2d(images(inputs), images(parameters[kernel.name]), stride, 'same'),
  });
}

function withBias(name: string, channels: number, bias: boolean, linear: Layer): Layer {
  if (!bias) return linear;
  const offset = {name: `${name}/bias`, shape: [channels], initialiser: ZEROS};
  return {
    ...linear,
    parameters: [...linear.parameters, offset],
    apply: (inputs, pass) => tf.add(linear.apply(inputs, pass), pass.parameters[offset.name]),
  };
}

function images(tensor: tf.Tensor): tf.Tensor4D {
  if (isImages(tensor)) return tensor;
  throw new RangeError(`Expected a tensor of rank 4, got [${tensor.shape.join(', ')}].`);
}
const isImages = (tensor: tf.Tensor): tensor is tf.Tensor4D => tensor.rank === 4;
