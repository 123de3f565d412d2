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
    const size = sizes.at[profile];
    const halves = [
      {momentum: 0.9, pairs: size.momentumPairs},
      {momentum: 0, pairs: size.pairs},
    ];
    const runs = halves.flatMap(({momentum, pairs}) =>
      grid({
        labelNoise: [0.25, 0.5],
        pair: pairs,
        replicate: replicates(size.replicates),
      }).map(({pair: [learningRate, batchSize], ...point}) =>
        e7Run(profile, {...point, learningRate, batchSize, momentum}),
      ),
    );
    return {runs};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** Training images of a kind, random labels or clean ones, that an evaluation reads at most [images]. */
const EVALUATION_SIZE = 5000;

interface Point {
  readonly labelNoise: number;
  readonly momentum: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly replicate: number;
}

function e7Run(profile: Profile, {replicate, ...settings}: Point): Run {
  const {labelNoise, momentum, learningRate, batchSize} = settings;
  const {width, trainSize, evaluations, ...size} = sizes.at[profile];
  // With momentum a step of η moves the weights by η/(1 − μ) in the end.
  const rateTime = size.rateTime * (1 - momentum);
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
      limits: {rateTime},
      history: {everyRateTime: rateTime / evaluations, sets: ['noisy', 'clean', 'validation']},
      evaluationSize: EVALUATION_SIZE,
    },
  };
}
