import {loadEngine} from '../src/compute/engine/load.ts';
import {lossSurface, type BatchNormMode, type LossSurface} from '../src/curvature/loss-surface.ts';
import type {ModelFamily} from '../src/models/family.ts';
import {initialState, type Model, type ModelState} from '../src/models/model.ts';
import {load} from '../src/pipeline/artifact.ts';
import type {BodyContext} from '../src/pipeline/define.ts';
import {trainingData, type TrainingData} from '../src/training/data.ts';
import type {Dataset} from '../src/data/dataset.ts';
import {snapshots, type Snapshots} from './train/snapshots.ts';
import {trainingRecord, type TrainingRecord} from './train/record.ts';
import type {measureCurvature} from './measure-curvature/stage.ts';
import {collection} from './collection.ts';
import type {Probed} from './probe-record.ts';

/** The model of a run, rebuilt. */
export const modelOf = ({model, inputShape, classes}: Snapshots, family: ModelFamily): Model =>
  family.build(model, inputShape, classes);

/** The data of a run as it trained on them, label noise included. */
export const dataOf = (images: Dataset, {plan, seed}: TrainingRecord): TrainingData =>
  trainingData(images, plan, seed);

/**
 * The snapshot of a name. A run that missed its common train loss has no `target`: its `final` stands
 * in and says so by its name. `initial` is the state before the first step. A diverged run may have
 * neither.
 */
export function checkpointOf(
  kept: Snapshots,
  model: Model,
  {seed}: TrainingRecord,
  name: string,
): {readonly name: string; readonly state: ModelState} | undefined {
  if (name === 'initial') return {name, state: initialState(model, seed)};
  const find = (wanted: string) => kept.snapshots.find((snapshot) => snapshot.name === wanted);
  const state = find(name) ?? (name === 'target' ? find('final') : undefined);
  return state && {name: state.name, state};
}

/** What a probe reads, with the family that it was given. */
type ProbeInputs = BodyContext<typeof measureCurvature>['inputs'] & {
  readonly family: ModelFamily;
};

/** Some of the training images of a run, in its order, and how they pass. */
interface Pass {
  /** Index of the first image; 0 when left out. */
  readonly first?: number;
  readonly images: number;
  readonly batchSize: number;
  readonly mode: BatchNormMode;
}

/** Gives the loss around a snapshot, over these images, to `use`, and frees it afterwards. */
type Around = <Found>(pass: Pass, use: (surface: LossSurface) => Found) => Found;

/** Probes the loss around one snapshot of a run. */
export const probe = <Found>(
  inputs: ProbeInputs,
  snapshot: string,
  measure: (around: Around, model: Model) => Found,
): Promise<Probed<Found>> =>
  atCheckpoint(inputs, snapshot, (model, state, data) =>
    measure(({first = 0, images, ...options}, use) => {
      const surface = lossSurface(model, state, examplesOf(data, first, images), options);
      const found = use(surface);
      surface.dispose();
      return found;
    }, model),
  );

function examplesOf({inputShape, images, labels}: TrainingData, first: number, count: number) {
  const pixels = inputShape.reduce((product, length) => product * length, 1);
  return {
    images: images.subarray(first * pixels, (first + count) * pixels),
    labels: labels.subarray(first, first + count),
  };
}

/** Measures something at one snapshot of a run, on the data that it trained on. */
export async function atCheckpoint<Found>(
  inputs: ProbeInputs,
  snapshot: string,
  measure: (model: Model, state: ModelState, data: TrainingData) => Found,
): Promise<Probed<Found>> {
  const kept = await load(snapshots, inputs.snapshots);
  const record = await load(trainingRecord, inputs.record);
  const model = modelOf(kept, inputs.family);
  const checkpoint = checkpointOf(kept, model, record, snapshot);
  if (checkpoint === undefined) {
    const reason = `The run (${record.result.outcome}) kept no snapshot ${snapshot}.`;
    return {snapshots: [snapshot], found: null, reason};
  }
  await loadEngine();
  const data = dataOf(await collection.load(inputs.dataset), record);
  const found = measure(model, checkpoint.state, data);
  return {snapshots: [checkpoint.name], found};
}
