import type {Profile} from '../profiles/profile.ts';
import {
  cellName,
  grid,
  replicates,
  type Experiment,
  type HessianProbe,
  type Run,
} from './experiment.ts';

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
      e1Target(profile, run),
      ...(run.replicate <= size.fixedReplicates
        ? [{run, snapshot: `epoch-${size.fixedEpochs}`}]
        : []),
    ]),
    lines: [],
    planes: [],
    noise: [],
  };
}

/**
 * The Hessian at the common train loss. Of some replicates by the paper's estimator too, and at the
 * lowest and the highest n of the grid with its whole spectrum.
 */
export function e1Target({e1, density, finiteDifference}: Profile, run: Run): HessianProbe {
  const noises = e1.learningRates.flatMap((rate) => e1.batchSizes.map((size) => rate / size));
  const noise = run.plan.learningRate / run.plan.batchSize;
  const extreme = noise === Math.min(...noises) || noise === Math.max(...noises);
  return {
    run,
    snapshot: 'target',
    extras: {
      ...ofSome(finiteDifference, run.replicate),
      ...(extreme && ofSome(density, run.replicate)),
    },
  };
}

/** What is done for the first so many replicates only. */
const ofSome = <Extras extends {readonly replicates: number}>(
  {replicates: count, ...extras}: Extras,
  replicate: number,
) => replicate <= count && extras;

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
