import type {Profile} from '../profiles/profile.ts';
import {cellName, grid, replicates, type Experiment} from './experiment.ts';
import {vgg11} from './vgg.ts';

/** η = 0.1β and S = 50β at fixed n: flat, then a drop at large β; earlier for a smaller train set. */
export function e9(profile: Profile): Experiment {
  const {betas, noiseScales, trainSizes, epochs, widthMultiplier} = profile.e9;
  const runs = grid({
    trainSize: trainSizes,
    noiseScale: noiseScales,
    beta: betas,
    replicate: replicates(profile.e9.replicates),
  }).map(({trainSize, noiseScale, beta, replicate}) => ({
    cell: cellName('E9', {train: trainSize, noise: noiseScale, beta}, replicate),
    replicate,
    dataset: 'cifar-10' as const,
    model: vgg11(widthMultiplier),
    plan: {
      learningRate: Number((0.1 * noiseScale * beta).toPrecision(12)),
      batchSize: 50 * beta,
      trainSize,
      limits: {epochs},
      history: {everyEpochs: epochs / 5},
    },
  }));
  return {id: 'E9', runs, curvature: [], lines: [], noise: []};
}
