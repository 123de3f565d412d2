import type {Profile} from '../profiles/profile.ts';
import {cellName, replicates, type Experiment, type Run} from './experiment.ts';

/** The three settings whose endpoints E4 joins; they are cells of E3's grid too. */
export const E4_PAIRS = {
  baseline: [0.1, 128],
  largeBatch: [0.1, 1024],
  smallRate: [0.01, 128],
} as const;

/** ResNet on CIFAR-10 over a wide range of n: the best n lies inside (slide 'WARNING'). */
export function e3(profile: Profile): Experiment {
  const {pairs, replicates: count} = profile.e3;
  return {
    id: 'E3',
    runs: pairs.flatMap(([learningRate, batchSize]) =>
      replicates(count).map((replicate) => e3Run(profile, learningRate, batchSize, replicate)),
    ),
    curvature: [],
    lines: [],
    planes: [],
    noise: [],
  };
}

/**
 * One cell of E3. The cells whose endpoints E4 joins go on to E4's common train loss
 * (and at least to E3's number of epochs, at which E3 reads the accuracy of all cells).
 */
export function e3Run(
  {e3, e4}: Profile,
  learningRate: number,
  batchSize: number,
  replicate: number,
): Run {
  const joined =
    replicate <= e4.replicates &&
    Object.values(E4_PAIRS).some(([rate, size]) => rate === learningRate && size === batchSize);
  return {
    cell: cellName('E3', {lr: learningRate, batch: batchSize}, replicate),
    replicate,
    dataset: 'cifar-10',
    model: {family: 'resnet', blocks: e3.blocks, widthMultiplier: e3.widthMultiplier},
    plan: {
      learningRate,
      batchSize,
      trainSize: e3.trainSize,
      limits: {epochs: joined ? Math.max(e3.epochs, e4.cap) : e3.epochs},
      ...(joined && {target: {trainLoss: e4.target}, snapshotEpochs: [e3.epochs]}),
      history: {everyEpochs: e3.epochs / 4},
    },
  };
}
