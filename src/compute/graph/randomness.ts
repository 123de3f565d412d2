import {GraphError} from './errors.ts';

/**
 * Runs `work` with `Math.random` refused: tfjs draws the seeds of its random tensors from it, and a
 * graph would repeat one draw for ever.
 *
 * @throws {GraphError} `TRACE_RANDOM`.
 */
export function withoutRandomness<Result>(work: () => Result): Result {
  const descriptor = Object.getOwnPropertyDescriptor(Math, 'random');
  Object.defineProperty(Math, 'random', {
    configurable: true,
    value: () => {
      throw new GraphError(
        'TRACE_RANDOM',
        'The function draws random numbers, which a graph would draw once and repeat.',
      );
    },
  });
  try {
    return work();
  } finally {
    if (descriptor) Object.defineProperty(Math, 'random', descriptor);
  }
}
