import {randomStream} from '../compute/random.ts';

/**
 * The one seed of every train/validation split. It is not the run's seed: replicates of an
 * experiment differ in initialisation and order, and are compared on the same images.
 */
const SPLIT_SEED = 1711;

/** Positions in the official training set. */
export interface TrainValidation {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** Splits the official training set of `count` images by one seeded permutation. */
export function splitTrain(dataset: string, count: number, validation: number): TrainValidation {
  const order = randomStream(SPLIT_SEED, 'split', dataset).permutation(count);
  return {
    train: order.subarray(0, count - validation),
    validation: order.subarray(count - validation),
  };
}
