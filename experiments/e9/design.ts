import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, Run} from '../../src/study/experiment.ts';
import {cellName, grid, replicates} from '../../src/study/grid.ts';
import type {Profile} from '../profiles.ts';
import {vgg11} from '../shared/vgg.ts';
import {claims} from './claims.ts';
import type {E9Settings} from './settings.ts';
import {sizes} from './sizes.ts';

/**
 * E9: η = 0.1β and S = 50β at fixed n: flat, then a drop at large β; earlier for a smaller train set. The
 * number of steps shrinks with β too: the control trains the largest set for twice as long.
 */
export default {
  id: 'E9',
  claims,
  sizes,
  design(profile) {
    const {trainSizes, noiseScales, betas, controlBetas, replicates: count} = sizes.at[profile];
    const seeds = replicates(count);
    const cells = grid({
      trainSize: trainSizes,
      noiseScale: noiseScales,
      beta: betas,
      control: [null],
      replicate: seeds,
    });
    const controls = grid({
      trainSize: [Math.max(...trainSizes)],
      noiseScale: [1],
      beta: controlBetas,
      control: ['twice' as const],
      replicate: seeds,
    });
    return {runs: [...cells, ...controls].map((point) => e9Run(profile, point))};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

interface Point extends E9Settings {
  readonly replicate: number;
}

/** Passes over a training set of this size. */
export function e9Epochs(profile: Profile, trainSize: number): number {
  const {trainSizes, epochs} = sizes.at[profile];
  return epochs[trainSizes.indexOf(trainSize)];
}

/** One run of the sweep; X6 measures the noise in the middle of those at β = 1. */
export function e9Run(profile: Profile, {replicate, ...settings}: Point): Run {
  const {trainSize, noiseScale, beta, control} = settings;
  const size = sizes.at[profile];
  const once = e9Epochs(profile, trainSize);
  const epochs = control === 'twice' ? 2 * once : once;
  const named = {train: trainSize, noise: noiseScale, beta};
  return {
    cell: cellName('E9', {...named, ...(control !== null && {control})}, replicate),
    settings,
    replicate,
    dataset: 'cifar-10',
    model: vgg11(size.widthMultiplier),
    plan: {
      learningRate: Number((0.1 * noiseScale * beta).toPrecision(12)),
      batchSize: 50 * beta,
      trainSize,
      limits: {epochs},
      history: {everyEpochs: epochs / 5},
      ...(beta === 1 && noiseScale === 1 && control === null && {snapshotEpochs: [once / 2]}),
    },
  };
}
