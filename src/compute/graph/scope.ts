import * as tf from '@tensorflow/tfjs-core';

/** Runs `work` and disposes of every tensor that it made; what it returns must not hold any. */
export function scoped<Result>(work: () => Result): Result {
  const engine = tf.engine();
  engine.startScope();
  try {
    return work();
  } finally {
    engine.endScope();
  }
}
