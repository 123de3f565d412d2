/** One process that multiplies matrices on one thread: the most that a core can do. */
import * as tf from '@tensorflow/tfjs-core';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {serve} from './serve.ts';

const size = 1536;
await loadEngine();
const a = tf.ones([size, size]);
const multiply = () => {
  tf.matMul(a, a).dispose();
  return 2 * size ** 3;
};
multiply();
await serve(multiply);
