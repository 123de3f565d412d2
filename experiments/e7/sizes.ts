import {z} from 'zod';
import {count, counts, epochs, reals, replicates, trainSize} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

const paper = {
  width: 256,
  learningRates: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2],
  momentumLearningRates: [0.005, 0.01, 0.02],
  batchSizes: [50, 100, 200, 400, 800],
  trainSize: 50_000,
  epochs: 300,
  replicates: 3,
};

export const sizes = sized(
  z
    .object({
      width: count('units of a hidden layer [units]'),
      learningRates: reals('learning rates η without momentum [1]'),
      momentumLearningRates: reals('learning rates η with momentum 0.9 [1]'),
      batchSizes: counts('batch sizes S [images]'),
      trainSize,
      epochs,
      replicates,
    })
    .describe('E7: memorization and n, 2-layer MLP, MNIST'),
  {
    quick: {
      width: 128,
      learningRates: [0.05, 0.1, 0.2],
      momentumLearningRates: [0.005, 0.01, 0.02],
      batchSizes: [50, 100, 200],
      trainSize: 700,
      epochs: 100,
      replicates: 4,
    },
    standard: {
      ...paper,
      learningRates: [0.01, 0.02, 0.05, 0.1, 0.2],
      batchSizes: [50, 200, 800],
      trainSize: 10_000,
      epochs: 60,
    },
    paper,
  },
);
