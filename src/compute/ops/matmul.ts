import type * as tf from '@tensorflow/tfjs-core';
import {execute, flag, float} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

/** Which factors enter transposed. */
export interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** The product of two matrices, [m, k] · [k, n] → [m, n], each first transposed where asked. */
export const matMul = (
  a: tf.Tensor,
  b: tf.Tensor,
  {a: transposeA = false, b: transposeB = false}: Transposed = {},
): tf.Tensor => apply(kernel(transposeA, transposeB), a, b);

const kernel = (transposeA: boolean, transposeB: boolean): Kernel => ({
  name: `Product ${transposeA ? 'T' : 'N'}${transposeB ? 'T' : 'N'}`,
  forward: (inputs) =>
    execute('MatMul', inputs, {
      transpose_a: flag(transposeA),
      transpose_b: flag(transposeB),
      T: float,
    }),
  gradient: ({dy, inputs: [a, b]}) => [
    () => (transposeA ? matMul(b, dy, {a: transposeB, b: true}) : matMul(dy, b, {b: !transposeB})),
    () => (transposeB ? matMul(dy, a, {a: true, b: transposeA}) : matMul(a, dy, {a: !transposeA})),
  ],
});
