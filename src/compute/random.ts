import {createHash} from 'node:crypto';
import {xoroshiro128plusFromState} from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers: the same seed and names give the same numbers on every machine. */
export interface RandomStream {
  /** An integer, uniform over [-2^31, 2^31). */
  int32(): number;
  /** Uniform over [0, 1), with 53 random bits. */
  uniform(): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Uniform over {0, …, bound − 1}; unbiased (rejection). */
  integer(bound: number): number;
  /** A uniform permutation of 0 … length − 1 (Fisher–Yates). */
  permutation(length: number): Int32Array;
}

/**
 * Opens the stream that belongs to `seed` and a path of names, for example
 * `randomStream(seed, 'order', epoch)`. Streams of different names are independent, so that drawing
 * more from one never shifts another.
 */
export function randomStream(seed: number, ...names: readonly (string | number)[]): RandomStream {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest();
  const generator = xoroshiro128plusFromState(
    [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)),
  );
  let spare: number | undefined;

  const int32 = () => generator.next();
  const uniform = () => ((int32() >>> 5) * 67_108_864 + (int32() >>> 6)) / 9_007_199_254_740_992;
  const integer = (bound: number) => {
    const limit = 4_294_967_296 - (4_294_967_296 % bound);
    let draw = int32() >>> 0;
    while (draw >= limit) draw = int32() >>> 0;
    return draw % bound;
  };
  return {
    int32,
    uniform,
    integer,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    permutation(length) {
      const order = Int32Array.from({length}, (_, index) => index);
      for (let last = length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const moved = order[last];
        order[last] = order[other];
        order[other] = moved;
      }
      return order;
    },
  };
}
