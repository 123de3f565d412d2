import {randomStream} from '../compute/random.ts';

/** Training labels of which a part is random, and which part that is. */
export interface NoisyLabels {
  readonly labels: Int32Array;
  /** Examples whose label was redrawn, ascending. */
  readonly noisy: Int32Array;
  /** The other examples, ascending. */
  readonly clean: Int32Array;
}

/**
 * Redraws the labels of `fraction` of the examples (rounded), uniformly over the classes; a redrawn
 * label may equal the true one. Which ones and to what depends on the seed and the number of
 * examples alone. A larger fraction redraws the same ones and more.
 */
export function redrawLabels(
  labels: Int32Array,
  {
    fraction,
    classes,
    seed,
  }: {readonly fraction: number; readonly classes: number; readonly seed: number},
): NoisyLabels {
  const stream = randomStream(seed, 'label-noise');
  const order = stream.permutation(labels.length);
  const count = Math.round(fraction * labels.length);
  const noisy = order.slice(0, count).sort();
  const clean = order.slice(count).sort();
  const redrawn = Int32Array.from(labels);
  for (const example of order.subarray(0, count)) redrawn[example] = stream.integer(classes);
  return {labels: redrawn, noisy, clean};
}
