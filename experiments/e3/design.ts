import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import {sizes as e4Sizes} from '../e4/sizes.ts';
import type {Profile} from '../profiles.ts';
import {epochsFor} from '../shared/rate-time.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** E3: ResNet on CIFAR-10 over a wide range of n: the best n lies inside (slide 'WARNING'). */
export default {
  id: 'E3',
  claims,
  sizes,
  design(profile) {
    const {pairs, replicates: count} = sizes.at[profile];
    const runs = pairs.flatMap(([learningRate, batchSize]) =>
      replicates(count).map((replicate) => e3Run(profile, learningRate, batchSize, replicate)),
    );
    return {runs};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** The three settings whose endpoints E4 joins; they are cells of E3's grid too. */
export const E4_PAIRS = {
  baseline: [0.1, 128],
  largeBatch: [0.1, 1024],
  smallRate: [0.01, 128],
} as const;

/**
 * One cell of E3. The cells whose endpoints E4 joins go on to E4's common train loss
 * (and at least to E3's number of epochs, at which E3 reads the accuracy of all cells).
 */
export function e3Run(
  profile: Profile,
  learningRate: number,
  batchSize: number,
  replicate: number,
): Run {
  const size = sizes.at[profile];
  const e4 = e4Sizes.at[profile];
  const {trainSize} = size;
  const cap = epochsFor(e4.cap, {learningRate, batchSize, trainSize});
  const joined =
    replicate <= e4.replicates &&
    Object.values(E4_PAIRS).some(([rate, batch]) => rate === learningRate && batch === batchSize);
  return {
    cell: cellName('E3', {lr: learningRate, batch: batchSize}, replicate),
    settings: {learningRate, batchSize},
    replicate,
    dataset: 'cifar-10',
    model: {family: 'resnet', blocks: size.blocks, widthMultiplier: size.widthMultiplier},
    plan: {
      learningRate,
      batchSize,
      trainSize,
      limits: {epochs: joined ? Math.max(size.epochs, cap) : size.epochs},
      ...(joined && {target: {trainLoss: e4.target}, snapshotEpochs: [size.epochs]}),
      history: {everyEpochs: size.epochs / 4},
    },
  };
}
