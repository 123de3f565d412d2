import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import {sizes as e9Sizes} from '../e9/sizes.ts';
import type {Profile} from '../profiles.ts';
import {vgg11} from '../shared/vgg.ts';
import {claims, reference} from './claims.ts';
import type {X5Settings} from './settings.ts';
import {sizes} from './sizes.ts';

/** X5: trajectories at one n and growing steps, against those of small steps; a second order is the floor. */
export default {
  id: 'X5',
  claims,
  sizes,
  design(profile) {
    const {factors, replicates: count} = sizes.at[profile];
    const points = [
      {factor: reference, order: 1},
      {factor: reference, order: 2},
      ...factors.map((factor) => ({factor, order: 1})),
    ];
    const runs = points.flatMap((point) =>
      replicates(count).map((replicate) => x5Run(profile, point, replicate)),
    );
    return {runs};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** η = 0.1 and S = 50 of E9. */
const noise = 0.002;

function x5Run(profile: Profile, settings: X5Settings, replicate: number): Run {
  const {factor, order} = settings;
  const size = sizes.at[profile];
  const {widthMultiplier, trainSizes} = e9Sizes.at[profile];
  const batchSize = size.batchSize * factor;
  return {
    cell: cellName('X5', {c: factor, ...(order > 1 && {order})}, replicate),
    settings: {...settings},
    replicate,
    dataset: 'cifar-10',
    model: vgg11(widthMultiplier),
    plan: {
      learningRate: Number((noise * batchSize).toPrecision(12)),
      batchSize,
      trainSize: Math.max(...trainSizes),
      ...(order > 1 && {order}),
      limits: {epochs: size.epochs},
      history: {everyEpochs: size.epochs / size.moments, sets: ['train']},
    },
  };
}
