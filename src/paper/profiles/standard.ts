import {paper} from './paper.ts';
import type {Profile} from './profile.ts';

/**
 * The full data sets at reduced widths and epochs: one night (at most twelve hours) on two cores,
 * resumable at any point. `--profile standard --dry-run` prices what is left.
 */
export const standard: Profile = {
  name: 'standard',
  extent: 'full',
  cifarAveraging: 1,
  curvature: {images: 2000, batchSize: 500, precision: 0.03, maxProbes: 60},
  noise: {images: 1000},
  interpolation: {points: 61, images: 2000, batchSize: 500, delta: 0.5},
  plane: {reach: 0.5, points: 21, images: 1000, batchSize: 500, replicates: 2},
  finiteDifference: {finiteDifferenceProbes: 6, replicates: 5},
  density: {densityProbes: 6, densitySteps: 80, replicates: 3},
  e1: {...paper.e1, target: 0.2, fixedEpochs: 5, cap: 40, replicates: 5},
  e2: {...paper.e2, target: 0.4, fixedEpochs: 15, fixedReplicates: 3, cap: 30, replicates: 3},
  e3: {
    ...paper.e3,
    blocks: 1,
    widthMultiplier: 0.5,
    trainSize: 10_000,
    epochs: 12,
    replicates: 5,
  },
  e4: {target: 0.9, cap: 40, replicates: 5},
  e5: {widthMultiplier: 0.125, betas: [4, 0.25], trainSize: 10_000, epochs: 15, replicates: 5},
  e6: {
    widthMultiplier: 0.125,
    learningRate: 0.005,
    batchSize: 64,
    cycleEpochs: 10,
    trainSize: 10_000,
    epochs: 40,
    replicates: 5,
  },
  e7: {
    ...paper.e7,
    learningRates: [0.01, 0.02, 0.05, 0.1, 0.2],
    batchSizes: [50, 200, 800],
    trainSize: 10_000,
    epochs: 60,
  },
  e8: {probesPerCycle: 8, baselineEpochs: 120},
  e9: {
    widthMultiplier: 0.125,
    betas: paper.e9.betas,
    controlBetas: [9],
    noiseScales: [1, 0.5],
    trainSizes: [20_000, 5000],
    epochs: 15,
    replicates: 5,
  },
  x: {...paper.x},
  theory: {replicates: 20, chains: 256},
};
