import type {Profile} from '../profiles/profile.ts';
import {cellName, grid, replicates, type Experiment} from './experiment.ts';

/** Memorization of random labels against accuracy on clean validation images, 2-layer MLP on MNIST. */
export function e7(profile: Profile): Experiment {
  const {width, learningRates, momentumLearningRates, batchSizes, trainSize, epochs} = profile.e7;
  const panels = [
    {momentum: 0.9, rates: momentumLearningRates},
    {momentum: 0, rates: learningRates},
  ];
  const runs = panels.flatMap(({momentum, rates}) =>
    grid({
      labelNoise: [0.25, 0.5],
      learningRate: rates,
      batchSize: batchSizes,
      replicate: replicates(profile.e7.replicates),
    }).map(({labelNoise, learningRate, batchSize, replicate}) => ({
      cell: cellName(
        'E7',
        {noise: labelNoise, momentum, lr: learningRate, batch: batchSize},
        replicate,
      ),
      replicate,
      dataset: 'mnist' as const,
      model: {
        family: 'mlp' as const,
        depth: 2,
        width,
        batchNorm: false,
        initialisation: {kind: 'glorot-uniform' as const},
      },
      plan: {
        learningRate,
        batchSize,
        momentum,
        labelNoise,
        trainSize,
        limits: {epochs},
        history: {
          everyEpochs: epochs / 20,
          sets: ['noisy' as const, 'clean' as const, 'validation' as const],
        },
      },
    })),
  );
  return {id: 'E7', runs, curvature: [], lines: [], planes: [], noise: []};
}
