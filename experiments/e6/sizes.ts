import {z} from 'zod';
import {
  count,
  epochs,
  real,
  replicates,
  trainSize,
  widthMultiplier,
} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

export const sizes = seeded(
  'E6',
  z
    .object({
      widthMultiplier,
      learningRate: real('the quiet learning rate; the loud one is 5 times it [1]'),
      batchSize: count('the loud batch size; the quiet one is 5 times it [images]'),
      cycleEpochs: epochs,
      trainSize,
      epochs,
      replicates,
    })
    .describe('E6: simultaneous rescaling, VGG-11, CIFAR-10'),
  {
    quick: null,
    standard: {
      widthMultiplier: 0.125,
      learningRate: 0.005,
      batchSize: 64,
      cycleEpochs: 10,
      trainSize: 10_000,
      epochs: 30,
    },
    paper: {
      widthMultiplier: 1,
      learningRate: 0.001,
      batchSize: 128,
      cycleEpochs: 10,
      trainSize: 45_000,
      epochs: 300,
    },
  },
);
