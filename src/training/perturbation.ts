import {randomStream} from '../compute/random.ts';
import type {AddedNoise} from './plan.ts';

/** Largest shift of an augmented image [pixels]. */
export const LARGEST_SHIFT = 4;

/** What chance adds to one step; absent where the plan does not ask for it. */
export interface Perturbation {
  /** Weight of each example in the mean loss, [S]. */
  readonly weights?: Float32Array;
  /** Labels of the examples that stand in for the true ones, [S]. */
  readonly labels?: Int32Array;
  /** For each image [vertical shift, horizontal shift, flip], [S, 3]; shifts from 0 to twice the largest. */
  readonly augmentation?: Int32Array;
}

interface PerturbationPlan {
  readonly gradientNoise: AddedNoise;
  readonly augmentation: boolean;
}

/** Draws what chance adds to step number `step`, whose examples have these (true) labels. */
export function perturbation(
  {gradientNoise, augmentation}: PerturbationPlan,
  {seed, step, labels, classes}: Batch,
): Perturbation {
  const stream = (name: string) => randomStream(seed, name, step);
  return {
    ...(gradientNoise.kind === 'example-weights' && {
      weights: exampleWeights(gradientNoise.strength, labels.length, stream('example-weights')),
    }),
    ...(gradientNoise.kind === 'labels' && {
      labels: redrawn(labels, gradientNoise.strength, classes, stream('gradient-labels')),
    }),
    ...(augmentation && {augmentation: shiftsAndFlips(labels.length, stream('augmentation'))}),
  };
}

interface Batch {
  readonly seed: number;
  readonly step: number;
  readonly labels: Int32Array;
  readonly classes: number;
}
type Stream = ReturnType<typeof randomStream>;

const exampleWeights = (strength: number, length: number, stream: Stream) =>
  Float32Array.from({length}, () => 1 + strength * stream.normal());

const redrawn = (labels: Int32Array, chance: number, classes: number, stream: Stream) =>
  labels.map((label) => (stream.uniform() < chance ? stream.integer(classes) : label));

function shiftsAndFlips(length: number, stream: Stream): Int32Array {
  const choices = new Int32Array(3 * length);
  for (let at = 0; at < choices.length; at += 3) {
    choices[at] = stream.integer(2 * LARGEST_SHIFT + 1);
    choices[at + 1] = stream.integer(2 * LARGEST_SHIFT + 1);
    choices[at + 2] = stream.integer(2);
  }
  return choices;
}
