import type {Device} from '../compute/engine/identity.ts';
import type {Work} from '../models/family.ts';
import type {TrainingPlan} from './plan.ts';

/** Forward, backward for the weights, backward for the activations; two operations each. */
const OPERATIONS_PER_MULTIPLY_ADD = 6;

/** What a device reaches over whole steps: first guesses, corrected by what cells really took. */
interface Speed {
  /** Arithmetic [operations/s]. */
  readonly operations: number;
  /** Memory traffic, for each number that a layer makes of an image: what bounds narrow networks [s]. */
  readonly perActivation: number;
  /** Starting the operations of one layer, forward and backward [s]. */
  readonly perLayer: number;
}
const SPEEDS: Readonly<Record<Device, Speed>> = {
  cpu: {operations: 9e10, perActivation: 6e-9, perLayer: 3e-5},
  // Never measured: half of the float32 arithmetic of an A100 (19.5e12 by its data sheet), and kernel launches.
  gpu: {operations: 1e13, perActivation: 1e-10, perLayer: 1.5e-4},
};

/** Time of one training image in a batch of `batchSize`, on one core or on the GPU [s]. */
function secondsPerImage(
  {multiplyAdds, activations, layers}: Work,
  batchSize: number,
  device: Device,
): number {
  const {operations, perActivation, perLayer} = SPEEDS[device];
  const arithmetic = (OPERATIONS_PER_MULTIPLY_ADD * multiplyAdds) / operations;
  const traffic = activations * perActivation;
  return arithmetic + traffic + (layers * perLayer) / batchSize;
}

/** Training images that take about so many seconds; at least one. */
export const imagesIn = (seconds: number, work: Work, batchSize: number, device: Device): number =>
  Math.ceil(seconds / secondsPerImage(work, batchSize, device));

/** Images that a run with constant rates consumes if nothing but its limits ends it. */
export function imagesAtLimits(plan: TrainingPlan): number {
  const {limits, trainSize, batchSize, learningRate} = plan;
  return Math.min(
    (limits.epochs ?? Infinity) * trainSize,
    (limits.steps ?? Infinity) * batchSize,
    ((limits.rateTime ?? Infinity) / learningRate) * batchSize,
  );
}
