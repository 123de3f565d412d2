import {GraphLearner} from '../../src/training/graph-learner.ts';
import type {TrainingData} from '../../src/training/data.ts';
import type {Optimiser} from '../../src/training/optimiser.ts';
import sgd from '../../src/training/optimisers/sgd.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import type {Model} from '../../src/models/model.ts';
import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';

/** A plan with what a test does not care about filled in. */
export const planOf = (plan: Partial<z.input<typeof TrainingPlan>>): TrainingPlan =>
  TrainingPlan.parse({
    learningRate: 0.05,
    batchSize: 8,
    trainSize: 40,
    limits: {epochs: 1},
    ...plan,
  });

/** Noise images around one random centre per class: 40 training and 20 validation images. */
export function blobs(inputShape: readonly [number, number, number]): TrainingData {
  const size = inputShape[0] * inputShape[1] * inputShape[2];
  const stream = randomStream(1, 'blobs');
  const centres = Float32Array.from({length: 10 * size}, () => stream.normal());
  const labels = Int32Array.from({length: 60}, () => stream.integer(10));
  const images = new Float32Array(60 * size);
  for (let index = 0; index < images.length; index++) {
    const label = labels[Math.floor(index / size)];
    images[index] = centres[label * size + (index % size)] + 0.3 * stream.normal();
  }
  const range = (start: number, length: number) =>
    Int32Array.from({length}, (_, index) => start + index);
  const none = range(0, 0);
  const sets = {
    train: range(0, 40),
    validation: range(40, 20),
    test: none,
    noisy: none,
    clean: none,
  };
  return {images, labels, inputShape, classes: 10, trainSize: 40, sets};
}

/** Takes steps on the same examples; returns the losses. */
export const takeSteps = (
  learner: GraphLearner,
  examples: Int32Array,
  count: number,
  learningRate = 0.05,
): number[] =>
  Array.from({length: count}, (_, step) =>
    learner.step({examples, learningRate, step, perturbation: {}}),
  );

/** Runs `work` with a learner and frees it. */
export function withLearner<Result>(
  setup: {model: Model; data: TrainingData; plan: TrainingPlan; optimiser?: Optimiser},
  work: (learner: GraphLearner) => Result,
): Result {
  const learner = new GraphLearner({optimiser: sgd(setup.plan), ...setup, seed: 3});
  try {
    return work(learner);
  } finally {
    learner.dispose();
  }
}
