import type {Device} from '../compute/engine/identity.ts';
import {familyOf} from '../models/families/index.ts';
import type {Forecast} from '../models/family.ts';
import type {ModelSpec} from '../models/spec.ts';
import {imagesAtLimits} from './cost.ts';
import type {TrainingPlan} from './plan.ts';
import {batchSizesOf} from './schedule.ts';

/**
 * What a training or a probe may take, for plans and schedules. No body may reach this: what is guessed is no part
 * of a result, and its key must not change with it.
 */
export interface Workload {
  readonly model: ModelSpec;
  /** Images of one pass. */
  readonly batchSize: number;
  /** Pixels of either side whose mean is one pixel. */
  readonly averaging: number;
}

/** What a device reaches over whole steps, seen on two cores of Zen 4 (docs/decisions/quick-profile.md). */
interface Speed {
  /** Arithmetic [operations/s]. */
  readonly operations: number;
  /** Memory traffic, for each number that a layer makes of an image: what bounds narrow networks [s]. */
  readonly perActivation: number;
  /** Starting the operations of one layer, forward and backward [s]. */
  readonly perLayer: number;
}
const SPEEDS: Readonly<Record<Device, Readonly<Record<Forecast['kernels'], Speed>>>> = {
  cpu: {
    dense: {operations: 9e10, perActivation: 6e-9, perLayer: 3e-5},
    convolutional: {operations: 9e10, perActivation: 1e-8, perLayer: 1e-4},
  },
  // Never measured: half of the float32 arithmetic of an A100 (19.5e12 by its data sheet), and kernel launches.
  gpu: {
    dense: {operations: 1e13, perActivation: 1e-10, perLayer: 1.5e-4},
    convolutional: {operations: 1e13, perActivation: 1e-10, perLayer: 1.5e-4},
  },
};

/** Forward, backward for the weights, backward for the activations; two operations each. */
const OPERATIONS_PER_MULTIPLY_ADD = 6;
/** Forward alone. */
const EVALUATION = 1 / 3;

/** Names the kernels that a model spends its time in. */
export const kernelsOf = ({family}: ModelSpec): string => family;

/** Time of one training image in a batch, on one core or on the GPU [s]. */
export function secondsPerImage({model, batchSize, averaging}: Workload, device: Device): number {
  const {work, kernels, savedOperations} = familyOf(model);
  const {multiplyAdds, activations, layers} = work(model);
  const {operations, perActivation, perLayer} = SPEEDS[device][kernels];
  const needed = OPERATIONS_PER_MULTIPLY_ADD * multiplyAdds - savedOperations(model);
  const traffic = activations * perActivation;
  // The numbers of dense layers do not grow with the pixels, but for the first one.
  const area = kernels === 'dense' ? 1 : averaging ** 2;
  return (needed / operations + traffic) / area + (layers * perLayer) / batchSize;
}

/** Σ η after which a well initialised network reaches the train losses that the experiments ask for [1]. */
const RATE_TIME_TO_TARGET = 4;
/** Of one whose kernels are drawn without regard to their fan-in. */
const RATE_TIME_OF_BAD_START = 30;
/** Passes that are made however large η is [epochs]. */
const EPOCHS_TO_TARGET = 3;

/** Training images until a run ends: at its limits, or at its target, which is met after about so much Σ η. */
function expectedImages(parameters: Parameters): number {
  const most = imagesAtLimits(parameters);
  const {target, model, learningRate, momentum, trainSize, snapshotEpochs} = parameters;
  if (target?.then !== 'stop') return most;
  const isBad = familyOf(model).startsBadly(model);
  const rateTime = (isBad ? RATE_TIME_OF_BAD_START : RATE_TIME_TO_TARGET) * (1 - momentum);
  const images = (rateTime / learningRate) * meanBatchSize(parameters);
  const epochs = Math.max(EPOCHS_TO_TARGET, ...snapshotEpochs);
  return Math.min(most, Math.max(images, epochs * trainSize));
}

type Parameters = TrainingPlan & {readonly model: ModelSpec};

const meanBatchSize = (plan: TrainingPlan): number => {
  const sizes = batchSizesOf(plan);
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
};

/** Reading data, building graphs, writing snapshots [s]. */
const START_SECONDS = 0.2;
/** Of the validation and of the test split [images]. */
const HELD_OUT = {sample: 750, full: 10_000} as const;

/** What a training reads, as its data set was brought in. */
export interface Collection {
  readonly averaging: number;
  readonly extent: keyof typeof HELD_OUT;
}

/** Expected duration of a run [s]. */
export function guessTraining(
  parameters: Parameters,
  {averaging, extent}: Collection,
  device: Device,
): number {
  const images = expectedImages(parameters);
  const {model, trainSize, history, evaluationSize, target} = parameters;
  const epochs = images / trainSize;
  const rateTime = (images / meanBatchSize(parameters)) * parameters.learningRate;
  const rows =
    1 +
    (history.everyRateTime === undefined
      ? epochs / history.everyEpochs
      : rateTime / history.everyRateTime);
  const ofTraining = Math.min(evaluationSize, trainSize);
  const perRow = history.sets.reduce(
    (sum, set) => sum + (set === 'validation' || set === 'test' ? HELD_OUT[extent] : ofTraining),
    0,
  );
  const checks = target ? epochs / target.checkEpochs : 0;
  const evaluated = rows * perRow + checks * ofTraining;
  const step = {model, averaging, batchSize: meanBatchSize(parameters)};
  const pass = {model, averaging, batchSize: EVALUATION_BATCH};
  return (
    START_SECONDS +
    images * secondsPerImage(step, device) +
    EVALUATION * evaluated * secondsPerImage(pass, device)
  );
}

/** Images of one pass of an evaluation. */
const EVALUATION_BATCH = 500;

/** Of a worker with the engine loaded [MB]. */
const BASE_MB = 500;
/** The largest collection, as bytes, as floats and in the graph [MB]. */
const DATA_MB = 600;
/** What a step keeps of each activation: as the layer, its batch norm and its ReLU make it, and gradients. */
const COPIES = 5;

/** Expected peak of resident memory [MB]: a first guess. */
export function guessMemory({model, ...plan}: Parameters): number {
  const batchSize = Math.max(...batchSizesOf(plan));
  const {activations} = familyOf(model).work(model);
  const bytes = activations * COPIES * batchSize * Float32Array.BYTES_PER_ELEMENT;
  return Math.ceil(BASE_MB + DATA_MB + bytes / 1e6);
}
