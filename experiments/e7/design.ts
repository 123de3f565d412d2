import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, Run} from '../../src/study/experiment.ts';
import {cellName, grid, replicates} from '../../src/study/grid.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** E7: memorization of random labels against accuracy on clean validation images, 2-layer MLP on MNIST. */
export default {
  id: 'E7',
  claims,
  sizes,
  design(profile) {
    const {learningRates, momentumLearningRates, batchSizes, replicates: count} = sizes.at[profile];
    const panels = [
      {momentum: 0.9, rates: momentumLearningRates},
      {momentum: 0, rates: learningRates},
    ];
    const runs = panels.flatMap(({momentum, rates}) =>
      grid({
        labelNoise: [0.25, 0.5],
        learningRate: rates,
        batchSize: batchSizes,
        replicate: replicates(count),
      }).map((point) => e7Run(profile, {...point, momentum})),
    );
    return {runs};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

interface Point {
  readonly labelNoise: number;
  readonly momentum: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly replicate: number;
}

function e7Run(profile: Profile, {replicate, ...settings}: Point): Run {
  const {labelNoise, momentum, learningRate, batchSize} = settings;
  const {width, trainSize, epochs} = sizes.at[profile];
  return {
    cell: cellName(
      'E7',
      {noise: labelNoise, momentum, lr: learningRate, batch: batchSize},
      replicate,
    ),
    settings,
    replicate,
    dataset: 'mnist',
    model: {
      family: 'mlp',
      depth: 2,
      width,
      batchNorm: false,
      initialisation: {kind: 'glorot-uniform'},
    },
    plan: {
      learningRate,
      batchSize,
      momentum,
      labelNoise,
      trainSize,
      limits: {epochs},
      history: {everyEpochs: epochs / 20, sets: ['noisy', 'clean', 'validation']},
    },
  };
}
