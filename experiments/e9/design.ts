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
 * number of steps shrinks with β too: the control trains the smallest set for as many steps as β = 1.
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
      trainSize: [Math.min(...trainSizes)],
      noiseScale: [1],
      beta: controlBetas,
      control: ['steps' as const],
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

function e9Run(profile: Profile, {replicate, ...settings}: Point): Run {
  const {trainSize, noiseScale, beta, control} = settings;
  const size = sizes.at[profile];
  const epochs = control === 'steps' ? size.epochs * beta : size.epochs;
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
    },
  };
}
