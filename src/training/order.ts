import {randomStream} from '../compute/random.ts';

/**
 * The endless stream of training examples: a fresh permutation of 0 … size − 1 for every epoch, one
 * after the other. It depends on the seed, the size and the number of the order alone. A batch is the next S examples and may
 * reach over the end of an epoch, so no example is left out, whatever S is: runs that differ in
 * S or η see the same examples in the same order.
 */
export class ExampleOrder {
  readonly #seed: number;
  readonly #size: number;
  readonly #names: readonly (string | number)[];
  #epoch = -1;
  #permutation: Int32Array = new Int32Array();

  /** @param which another order of the same seed */
  constructor(seed: number, size: number, which?: number) {
    this.#seed = seed;
    this.#size = size;
    this.#names = which === undefined ? ['order'] : ['another order', which];
  }

  #at(epoch: number): Int32Array {
    if (epoch !== this.#epoch) {
      this.#permutation = randomStream(this.#seed, ...this.#names, epoch).permutation(this.#size);
      this.#epoch = epoch;
    }
    return this.#permutation;
  }

  /** The examples at positions start … start + count − 1 of the stream. */
  slice(start: number, count: number): Int32Array {
    const examples = new Int32Array(count);
    for (let filled = 0; filled < count;) {
      const position = start + filled;
      const offset = position % this.#size;
      const taken = Math.min(count - filled, this.#size - offset);
      const permutation = this.#at((position - offset) / this.#size);
      examples.set(permutation.subarray(offset, offset + taken), filled);
      filled += taken;
    }
    return examples;
  }
}
