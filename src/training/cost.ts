import {activations, multiplyAdds} from '../models/cost.ts';
import type {ModelSpec} from '../models/spec.ts';
import type {TrainingPlan} from './plan.ts';
import {batchSizesOf} from './schedule.ts';

type Parameters = TrainingPlan & {readonly model: ModelSpec};

/** Forward, backward for the weights, backward for the activations; two operations each. */
const OPERATIONS_PER_MULTIPLY_ADD = 6;
/** What one core reaches over whole steps [operations/s]. */
const SPEED = 6e10;
/** What a step costs beside its arithmetic [s]. */
const STEP_SECONDS = 5e-4;

/** Time of one training image in a batch of `batchSize` on one core [s]: a first guess. */
function secondsPerImage({model, batchSize}: Pick<Parameters, 'model' | 'batchSize'>): number {
  const arithmetic = (OPERATIONS_PER_MULTIPLY_ADD * multiplyAdds(model)) / SPEED;
  return arithmetic + STEP_SECONDS / batchSize;
}

/** Work between two checkpoints of a long run [s]. */
const CHECKPOINT_SECONDS = 30;

/** Training images between two checkpoints. */
export const checkpointImages = (parameters: Parameters): number =>
  Math.ceil(CHECKPOINT_SECONDS / secondsPerImage(parameters));

/** Images that a run with constant rates consumes if nothing but its limits ends it. */
export function imagesAtLimits(plan: TrainingPlan): number {
  const {limits, trainSize, batchSize, learningRate} = plan;
  return Math.min(
    (limits.epochs ?? Infinity) * trainSize,
    (limits.steps ?? Infinity) * batchSize,
    ((limits.rateTime ?? Infinity) / learningRate) * batchSize,
  );
}

/** Expected duration of a run [s]; one with a target is taken to end half-way to its limits. */
export function guessSeconds(parameters: Parameters): number {
  const part = parameters.target?.then === 'stop' ? 0.5 : 1;
  return 1 + part * imagesAtLimits(parameters) * secondsPerImage(parameters);
}

/** Of a worker with the engine loaded [MB]. */
const BASE_MB = 500;
/** The largest collection, as bytes, as floats and in the graph [MB]. */
const DATA_MB = 600;
/** What a step keeps of each activation: as the layer, its batch norm and its ReLU make it, and gradients. */
const COPIES = 5;

/** Expected peak of resident memory [MB]: a first guess. */
export function guessMemory({model, ...plan}: Parameters): number {
  const batchSize = Math.max(...batchSizesOf(plan));
  const bytes = activations(model) * COPIES * batchSize * Float32Array.BYTES_PER_ELEMENT;
  return Math.ceil(BASE_MB + DATA_MB + bytes / 1e6);
}
