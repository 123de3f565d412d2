import {paper} from './paper.ts';
import type {Profile} from './profile.ts';

/**
 * The embedded sample on a laptop: every claim, at most ten minutes cold on two cores.
 * How the sizes were chosen: docs/decisions/quick-profile.md.
 */
export const quick: Profile = {
  name: 'quick',
  extent: 'sample',
  curvature: {images: 1000, batchSize: 500, precision: 0.05, maxProbes: 40},
  noise: {images: 256},
  interpolation: {points: 31, images: 500, batchSize: 250, delta: 0.5},
  e1: {
    width: 128,
    learningRates: [0.005, 0.01, 0.02, 0.03, 0.05],
    batchSizes: [50, 100, 200, 500, 1000],
    trainSize: 4000,
    target: 0.3,
    fixedEpochs: 5,
    cap: 60,
    replicates: 3,
  },
  e2: {
    ...paper.e2,
    trainSize: 4000,
    target: 0.5,
    fixedEpochs: 15,
    cap: 60,
    replicates: 3,
  },
  e3: {
    blocks: 1,
    widthMultiplier: 0.5,
    pairs: paper.e3.pairs,
    trainSize: 2000,
    epochs: 12,
    replicates: 3,
  },
  e4: {target: 1, cap: 40, replicates: 3},
  e5: {widthMultiplier: 0.125, betas: [4, 0.25], trainSize: 2000, epochs: 12, replicates: 3},
  e6: {
    widthMultiplier: 0.125,
    learningRate: 0.01,
    batchSize: 32,
    cycleEpochs: 5,
    trainSize: 2000,
    epochs: 20,
    replicates: 3,
  },
  e7: {
    learningRates: [0.02, 0.05, 0.1, 0.2],
    momentumLearningRates: [0.005, 0.01, 0.02],
    batchSizes: [50, 200, 800],
    trainSize: 2000,
    epochs: 40,
    replicates: 3,
  },
  e8: {probesPerCycle: 4},
  e9: {
    widthMultiplier: 0.125,
    betas: [1, 3, 5, 7, 9, 11, 13, 15],
    noiseScales: [1],
    trainSizes: [4000, 1000],
    epochs: 15,
    replicates: 3,
  },
  x: {learningRate: 0.02, batchSize: 200, strengths: [1, 2, 4], replicates: 3},
  theory: {replicates: 10, chains: 64},
};
