import {z} from 'zod';
import {
  count,
  counts,
  epochs,
  real,
  reals,
  replicates,
  target,
  trainSize,
} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const paper = {
  width: 256,
  learningRates: [0.005, 0.01, 0.02, 0.03, 0.05],
  batchSizes: [50, 100, 200, 500, 1000],
  trainSize: 50_000,
  target: 0.1,
  fixedEpochs: 15,
  fixedReplicates: 5,
  // At the largest n too this is more than the fixed epochs.
  cap: 800,
  trainingProducts: 60,
  rescaledProbes: 12,
  finiteDifference: {finiteDifferenceProbes: 10, replicates: 5},
  density: {densityProbes: 10, densitySteps: 100, replicates: 3},
};

export const sizes = seeded(
  'E1',
  z
    .object({
      width: count('units of a hidden layer [units]'),
      learningRates: reals('learning rates η [1]'),
      batchSizes: counts('batch sizes S [images]'),
      trainSize,
      target,
      fixedEpochs: epochs,
      fixedReplicates: count('replicates whose Hessian is measured after fixed epochs too [runs]'),
      cap: real('ηt after which a run that missed the target stops as capped [1]'),
      replicates,
      trainingProducts: count(
        'the most products for λ_max with batch norm in training mode [products]',
      ),
      rescaledProbes: count(
        'random probes of the norm with every filter in units of its own [products]',
      ),
      finiteDifference: z
        .object({
          finiteDifferenceProbes: count(
            'probes of the paper’s estimator, beside exact ones [products]',
          ),
          replicates,
        })
        .describe('the paper’s finite differences, at the endpoints of E1'),
      density: z
        .object({
          densityProbes: count('random probes of one spectrum [probes]'),
          densitySteps: count('Lanczos steps of each [products]'),
          replicates,
        })
        .describe('spectral density, at the lowest and the highest n of E1'),
    })
    .describe('E1: width and n, 4-layer BN MLP, Fashion-MNIST'),
  {
    quick: {
      width: 128,
      learningRates: [0.01, 0.02, 0.05],
      batchSizes: [50, 100, 200, 400],
      trainSize: 3000,
      target: 0.4,
      fixedEpochs: 5,
      fixedReplicates: 1,
      cap: 50,
      replicates: 8,
      trainingProducts: 40,
      rescaledProbes: 4,
      finiteDifference: {finiteDifferenceProbes: 3, replicates: 2},
      density: {densityProbes: 2, densitySteps: 24, replicates: 1},
    },
    standard: {
      ...paper,
      learningRates: [0.01, 0.02, 0.05],
      batchSizes: [50, 100, 200, 500],
      trainSize: 20_000,
      target: 0.3,
      fixedEpochs: 1,
      fixedReplicates: 4,
      cap: 60,
      rescaledProbes: 8,
      finiteDifference: {finiteDifferenceProbes: 6, replicates: 3},
      density: {densityProbes: 4, densitySteps: 60, replicates: 2},
    },
    paper,
  },
);
