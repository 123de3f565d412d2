import * as tf from '@tensorflow/tfjs-core';
import {typeAttribute} from '../graph/graph-def.ts';
import {dtypeOf} from '../graph/dtype.ts';
import {execute, integer} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

/**
 * The rows of `x` [n, …] at `indices` int32 [m]: [m, …]. Not differentiable: it picks examples of
 * data. (tfjs's own gather reads the indices back to check them, which no graph can.)
 */
export const rowsAt = (x: tf.Tensor, indices: tf.Tensor): tf.Tensor =>
  apply(rowsKernel, x, indices);

const rowsKernel: Kernel = {
  name: 'RowsAt',
  forward: ([x, indices]) =>
    execute('GatherV2', [x, indices, tf.scalar(0, 'int32')], {
      Tparams: typeAttribute(dtypeOf(x)),
      Tindices: integer,
      Taxis: integer,
    }),
  gradient: () => [],
};
