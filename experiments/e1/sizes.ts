import {z} from 'zod';
import {
  cap,
  count,
  counts,
  epochs,
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
  cap: 200,
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
      cap,
      replicates,
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
      batchSizes: [50, 100, 200, 500],
      trainSize: 3000,
      target: 0.4,
      fixedEpochs: 5,
      fixedReplicates: 4,
      cap: 150,
      replicates: 10,
      finiteDifference: {finiteDifferenceProbes: 4, replicates: 3},
      density: {densityProbes: 2, densitySteps: 40, replicates: 2},
    },
    standard: {
      ...paper,
      target: 0.2,
      fixedEpochs: 5,
      cap: 40,
      finiteDifference: {finiteDifferenceProbes: 6, replicates: 5},
      density: {densityProbes: 6, densitySteps: 80, replicates: 3},
    },
    paper,
  },
);
