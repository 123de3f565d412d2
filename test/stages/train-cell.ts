import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {randomStream} from '../../src/compute/random.ts';
import type {Dataset} from '../../src/data/dataset.ts';
import body from '../../stages/train/body.ts';
import {dataset} from '../../stages/acquire-data/record.ts';
import {train} from '../../stages/train/stage.ts';
import sgd from '../../src/training/optimisers/sgd.ts';
import type {z} from 'zod';
import {family} from '../models/build-model.ts';

/** A cell that has everything that could differ from run to run. */
export const PARAMETERS: z.input<typeof train.parameters> = {
  model: {
    family: 'mlp',
    depth: 2,
    width: 16,
    batchNorm: true,
    initialisation: {kind: 'he-normal'},
  },
  learningRate: 0.05,
  batchSize: 12,
  momentum: 0.5,
  schedule: {kind: 'discrete-batch-size', cycleEpochs: 2, ratio: 2},
  trainSize: 200,
  labelNoise: 0.1,
  gradientNoise: {kind: 'example-weights', strength: 0.5},
  limits: {epochs: 12},
  target: {trainLoss: 0.7, then: 'continue'},
  history: {sets: ['train', 'validation', 'noisy', 'clean']},
  snapshotEpochs: [0, 2.5],
};

/** 10×10 images: a random pattern per class, under noise. */
function patterns(): Dataset {
  const stream = randomStream(1, 'patterns');
  const centres = Uint8Array.from({length: 1000}, () => stream.integer(200));
  const part = (count: number) => {
    const labels = Int32Array.from({length: count}, () => stream.integer(10));
    const images = Uint8Array.from(
      {length: count * 100},
      (_, index) =>
        centres[labels[Math.floor(index / 100)] * 100 + (index % 100)] + stream.integer(55),
    );
    return {images, labels};
  };
  return {
    name: 'mnist',
    extent: 'sample',
    shape: [10, 10, 1],
    classes: Array.from({length: 10}, (_, index) => index.toString()),
    provenance: {title: 'patterns', homepage: '', licence: '', citation: ''},
    train: part(200),
    validation: part(50),
    test: part(50),
  };
}

/** Runs the body of `train` once; the outputs stand in `folder`, which may hold an interrupted attempt. */
export async function trainCell(
  folder: string,
  signal = new AbortController().signal,
  progress: (images: number) => void = () => undefined,
): Promise<{readonly snapshots: string; readonly record: string}> {
  const paths = {
    dataset: join(folder, 'dataset'),
    snapshots: join(folder, 'snapshots'),
    record: join(folder, 'record'),
    scratch: join(folder, 'scratch'),
  };
  if ((await mkdir(paths.scratch, {recursive: true})) !== undefined)
    await dataset.write(paths.dataset, patterns());
  await body(
    {
      parameters: train.parameters.parse(PARAMETERS),
      inputs: {dataset: {kind: 'dataset', path: paths.dataset, sha256: ''}},
      outputs: {
        snapshots: {kind: 'snapshots', path: paths.snapshots},
        record: {kind: 'training-record', path: paths.record},
      },
      seed: 4_000_000_000,
      lineage: [],
      scratch: paths.scratch,
      signal,
      progress,
      log: () => undefined,
    },
    {family: family('mlp'), optimiser: sgd},
  );
  return paths;
}
