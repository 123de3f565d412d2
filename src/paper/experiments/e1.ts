import type {Profile} from '../profiles/profile.ts';
import {cellName, grid, replicates, type Experiment, type Run} from './experiment.ts';

/** 4-layer batch-normalised ReLU MLP on Fashion-MNIST (slide 'Width and n'). */
export function e1(profile: Profile): Experiment {
  const {learningRates, batchSizes, ...size} = profile.e1;
  const runs = grid({
    learningRate: learningRates,
    batchSize: batchSizes,
    replicate: replicates(size.replicates),
  }).map((point) => e1Run(profile, point));
  return {
    id: 'E1',
    runs,
    curvature: runs.flatMap((run) => [
      {run, snapshot: 'target'},
      {run, snapshot: `epoch-${size.fixedEpochs}`},
    ]),
    lines: [],
    noise: [],
  };
}

/** One cell of E1's grid; X1–X3 measure and intervene on the same network. */
export function e1Run(
  {e1}: Profile,
  point: {learningRate: number; batchSize: number; replicate: number},
): Run {
  const {learningRate, batchSize, replicate} = point;
  return {
    cell: cellName('E1', {lr: learningRate, batch: batchSize}, replicate),
    replicate,
    dataset: 'fashion-mnist',
    model: {
      family: 'mlp',
      depth: 4,
      width: e1.width,
      batchNorm: true,
      initialisation: {kind: 'he-normal'},
    },
    plan: {
      learningRate,
      batchSize,
      trainSize: e1.trainSize,
      limits: {epochs: e1.cap},
      target: {trainLoss: e1.target},
      history: {everyEpochs: e1.fixedEpochs},
      snapshotEpochs: [e1.fixedEpochs],
    },
  };
}
