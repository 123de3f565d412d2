import * as tf from '@tensorflow/tfjs-core';
import {execute, float} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

/** max(x, 0), with the subgradient 0 at 0. */
export const relu = (x: tf.Tensor): tf.Tensor => apply(rectify, x);

/** `x` where `y` is positive, else 0. */
const maskByPositive = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => apply(mask, x, y);

const rectify: Kernel = {
  name: 'Rectify',
  forward: (inputs) => execute('Relu', inputs, {T: float}),
  gradient: ({dy, outputs: [y]}) => [() => maskByPositive(dy, y)],
};

const mask: Kernel = {
  name: 'MaskByPositive',
  forward: (inputs) => execute('ReluGrad', inputs, {T: float}),
  // The mask is flat: its derivative with respect to y is zero wherever it has one.
  gradient: ({dy, inputs: [, y]}) => [() => maskByPositive(dy, y), () => tf.zerosLike(y)],
};
