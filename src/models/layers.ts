import * as tf from '@tensorflow/tfjs-core';
import {addBias} from '../compute/ops/bias.ts';
import {convolve} from '../compute/ops/convolution.ts';
import {matMul} from '../compute/ops/matmul.ts';
import * as pooling from '../compute/ops/pooling.ts';
import * as rectifier from '../compute/ops/relu.ts';
import type {Initialiser} from './initialiser.ts';
import {pure, type Layer} from './layer.ts';

export const flatten = pure((inputs) => tf.reshape(inputs, [inputs.shape[0], -1]));
export const relu = pure(rectifier.relu);
/** 2×2 windows, stride 2. Whoever differentiates in evaluation mode does it many times at one point. */
export const maxPool = pure((inputs, {mode}) =>
  mode.kind === 'evaluation' ? pooling.maxPoolByMask(inputs, 2) : pooling.maxPool(inputs, 2),
);
/** [batch, height, width, channels] to [batch, channels]. */
export const globalAveragePool = pure((inputs) => tf.mean(inputs, [1, 2]));

/** Every stride-th pixel, and `channels` more channels of zeros (He et al. 2016, option A). */
export const subsampleAndPad = (stride: number, channels: number): Layer =>
  pure((inputs) => {
    const sparse = pooling.averagePool(inputs, 1, stride);
    const unchanged: [number, number] = [0, 0];
    return tf.pad(sparse, [unchanged, unchanged, unchanged, [0, channels]]);
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
    apply: (inputs, {parameters}) => matMul(inputs, parameters[kernel.name]),
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

const ZEROS: Initialiser = {kind: 'constant', value: 0};

/** A convolution, padded by (size − 1)/2 zeros on every side; kernel [size, size, from, to]. */
export function conv(
  name: string,
  {size, from, to, stride = 1, initialiser, bias}: Convolution,
): Layer {
  const kernel = {name: `${name}/kernel`, shape: [size, size, from, to], initialiser};
  return withBias(name, to, bias, {
    ...pure((inputs) => inputs),
    parameters: [kernel],
    apply: (inputs, {parameters}) =>
      convolve(inputs, parameters[kernel.name], {stride, padding: (size - 1) / 2}),
  });
}

function withBias(name: string, channels: number, bias: boolean, linear: Layer): Layer {
  if (!bias) return linear;
  const offset = {name: `${name}/bias`, shape: [channels], initialiser: ZEROS};
  return {
    ...linear,
    parameters: [...linear.parameters, offset],
    apply: (inputs, pass) => addBias(linear.apply(inputs, pass), pass.parameters[offset.name]),
  };
}
