import {paper} from './paper.ts';
import type {Profile} from './profile.ts';

/**
 * The embedded sample on a laptop: every claim. The budget is ten minutes cold on two cores; eleven were
 * measured with other work beside it.
 * How the sizes were chosen: docs/decisions/quick-profile.md.
 */
export const quick: Profile = {
  name: 'quick',
  extent: 'sample',
  curvature: {images: 250, batchSize: 250, precision: 0.08, maxProbes: 24},
  noise: {images: 500},
  interpolation: {points: 31, images: 250, batchSize: 125, delta: 0.1},
  plane: {reach: 0.5, points: 11, images: 125, batchSize: 125, replicates: 1},
  finiteDifference: {finiteDifferenceProbes: 4, replicates: 3},
  density: {densityProbes: 2, densitySteps: 40, replicates: 2},
  e1: {
    width: 128,
    learningRates: [0.005, 0.01, 0.02, 0.05],
    batchSizes: [50, 100, 200, 500],
    trainSize: 3000,
    target: 0.4,
    fixedEpochs: 5,
    cap: 150,
    replicates: 8,
  },
  e2: {
    ...paper.e2,
    pairs: [
      [0.06, 75],
      [0.05, 50],
      [0.03, 50],
      [0.02, 50],
      [0.02, 100],
      [0.01, 50],
      [0.015, 100],
      [0.025, 500],
    ],
    trainSize: 3000,
    target: 0.8,
    fixedEpochs: 15,
    cap: 120,
    replicates: 5,
  },
  e3: {
    blocks: 1,
    widthMultiplier: 0.25,
    pairs: [
      [0.001, 128],
      [0.01, 128],
      [0.1, 128],
      [0.5, 128],
      [2, 128],
      [0.1, 32],
      [0.1, 1024],
    ],
    trainSize: 1500,
    epochs: 10,
    replicates: 8,
  },
  e4: {target: 2.1, cap: 60, replicates: 3},
  e5: {widthMultiplier: 0.0625, betas: [4, 0.25], trainSize: 1500, epochs: 10, replicates: 3},
  e6: {
    widthMultiplier: 0.0625,
    learningRate: 0.01,
    batchSize: 32,
    cycleEpochs: 4,
    trainSize: 1500,
    epochs: 12,
    replicates: 4,
  },
  e7: {
    learningRates: [0.05, 0.1, 0.2],
    momentumLearningRates: [0.005, 0.01, 0.02],
    batchSizes: [50, 100, 200],
    trainSize: 1000,
    epochs: 100,
    replicates: 4,
  },
  e8: {probesPerCycle: 4, baselineEpochs: 36},
  e9: {
    widthMultiplier: 0.0625,
    betas: [1, 3, 6, 10, 15],
    controlBetas: [6],
    noiseScales: [1],
    trainSizes: [3000, 1000],
    epochs: 10,
    replicates: 4,
  },
  x: {learningRate: 0.02, batchSize: 200, strengths: [1, 2, 4], replicates: 5},
  theory: {replicates: 10, chains: 64},
};
