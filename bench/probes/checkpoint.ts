import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {z} from 'zod';
import {flattenWeights, layout, unflattenWeights} from '../../src/curvature/layout.ts';
import type {Examples} from '../../src/curvature/loss-surface.ts';
import {buildModel} from '../../src/models/build.ts';
import {sizeOf} from '../../src/models/initialiser.ts';
import type {Model, ModelState} from '../../src/models/model.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import {GraphLearner} from '../../src/training/graph-learner.ts';
import sgd from '../../src/training/optimisers/sgd.ts';
import {Run} from '../../src/training/run.ts';
import {sampleRun, seed} from '../compute/sample.ts';
import type {ProbeCase} from './cases.ts';

const Description = z.object({model: ModelSpec, inputShape: z.array(z.int()), classes: z.int()});

/** Trains a case and leaves the checkpoint and the first `images` examples where all can read them. */
export async function trainCheckpoint(
  {name, dataset, model: spec, images, steps}: ProbeCase,
  scratch: string,
): Promise<string> {
  const folder = path.join(scratch, `${name}-${images}`);
  const {plan, data} = await sampleRun(dataset, 50);
  const model = await buildModel(spec, data.inputShape, data.classes);
  const learner = new GraphLearner({model, data, plan, optimiser: sgd(plan), seed});
  const run = new Run({plan, data, seed, learner});
  for (let step = 0; step < steps; step++) run.advance();
  await writeCheckpoint(folder, {
    model,
    spec,
    state: learner.read(),
    images: data.images.subarray(0, images * sizeOf(data.inputShape)),
    labels: data.labels.subarray(0, images),
  });
  return folder;
}

/** A network at one point, and the examples to look at it with. */
interface Checkpoint {
  readonly model: Model;
  readonly spec: ModelSpec;
  readonly state: ModelState;
  /** [N, height, width, channels]. */
  readonly images: Float32Array;
  readonly labels: Int32Array;
}

/** Leaves a checkpoint in a new folder, in files that Python reads too. */
export async function writeCheckpoint(
  folder: string,
  {model, spec, state, images, labels}: Checkpoint,
): Promise<void> {
  await mkdir(folder);
  const write = (file: string, content: Uint8Array | string) =>
    writeFile(path.join(folder, file), content);
  await write('images', bytesOf(images));
  await write('labels', bytesOf(labels));
  await write('parameters', bytesOf(flattenWeights(layout(model.parameters), state.parameters)));
  await write('statistics', bytesOf(flattenWeights(statisticsOf(model), state.statistics)));
  const {inputShape, classes} = model;
  await write('checkpoint.json', JSON.stringify({model: spec, inputShape, classes}));
}

/** What {@link trainCheckpoint} left. */
export async function readCheckpoint(folder: string) {
  const read = (file: string) => readFile(path.join(folder, file));
  const content: unknown = JSON.parse(await readFile(path.join(folder, 'checkpoint.json'), 'utf8'));
  const {model: spec, inputShape, classes} = Description.parse(content);
  const model = await buildModel(spec, inputShape, classes);
  const state: ModelState = {
    parameters: unflattenWeights(layout(model.parameters), floats(await read('parameters'))),
    statistics: unflattenWeights(statisticsOf(model), floats(await read('statistics'))),
  };
  const labels = new Int32Array(floats(await read('labels')).buffer);
  const examples: Examples = {images: floats(await read('images')), labels};
  return {model, state, examples};
}

const statisticsOf = ({statistics}: Model) =>
  layout(statistics.map((one) => ({...one, initialiser: {kind: 'constant', value: one.start}})));

const bytesOf = ({buffer, byteOffset, byteLength}: Float32Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
/** A copy, since numbers must begin at whole words. */
const floats = (bytes: Uint8Array) => new Float32Array(Uint8Array.from(bytes).buffer);
