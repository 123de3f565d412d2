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

interface ProbeParameters {
  readonly snapshot: string;
  readonly images: number;
  readonly batchSize: number;
}

/** What a probe reads, with the family that it was given. */
type ProbeInputs = BodyContext<typeof measureCurvature>['inputs'] & {
  readonly family: ModelFamily;
};

/** Probes the loss around one snapshot of a run, on its first training images. */
export const probe = <Found>(
  inputs: ProbeInputs,
  {snapshot, images, batchSize}: ProbeParameters,
  mode: BatchNormMode,
  measure: (surface: LossSurface, model: Model) => Found,
): Promise<Probed<Found>> =>
  atCheckpoint(inputs, snapshot, (model, state, data) => {
    const pixels = data.inputShape.reduce((product, length) => product * length, 1);
    const examples = {
      images: data.images.subarray(0, images * pixels),
      labels: data.labels.subarray(0, images),
    };
    const surface = lossSurface(model, state, examples, {batchSize, mode});
    const found = measure(surface, model);
    surface.dispose();
    return found;
  });

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
