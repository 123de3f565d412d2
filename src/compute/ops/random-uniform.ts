import * as tf from '@tensorflow/tfjs-core';
import {execute, float, integer} from './execute.ts';
import {apply, type Kernel} from './kernel.ts';

/**
 * Numbers uniform over [0, 1) that `seed` int32 [2] determines: the same seed gives the same tensor,
 * in a graph too, where the seed is an input and each call gives another.
 */
export const uniformFromSeed = (seed: tf.Tensor, shape: readonly number[]): tf.Tensor =>
  apply(uniformKernel(shape), seed);

const uniformKernel = (shape: readonly number[]): Kernel => ({
  name: `UniformFromSeed ${shape.join('×')}`,
  forward: ([seed]) =>
    execute('StatelessRandomUniform', [tf.tensor1d([...shape], 'int32'), seed], {
      dtype: float,
      T: integer,
      Tseed: integer,
    }),
  gradient: () => [],
});
