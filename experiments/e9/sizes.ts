import {z} from 'zod';
import {counts, reals, replicates, widthMultiplier} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const controlBetas = [1, 15];
const betas = [1, 3, 6, 10, 15];

export const sizes = seeded(
  'E9',
  z
    .object({
      widthMultiplier,
      betas: reals('factors β on η = 0.1 and S = 50 [1]'),
      controlBetas: reals('factors β that are trained twice as long too, largest training set [1]'),
      noiseScales: reals('factors on η at fixed S: 1, and the half-noise variant [1]'),
      trainSizes: counts('training images [images]'),
      epochs: reals('passes over the training set, one number for each of these sizes [epochs]'),
      replicates,
    })
    .describe('E9: breakdown at large β, VGG-11, CIFAR-10'),
  {
    quick: {
      widthMultiplier: 0.0625,
      betas,
      controlBetas,
      noiseScales: [1],
      trainSizes: [3000, 1000],
      epochs: [6, 18],
      replicates: 4,
    },
    standard: {
      widthMultiplier: 0.125,
      betas,
      controlBetas,
      noiseScales: [1],
      trainSizes: [5000, 1250],
      epochs: [40, 160],
    },
    paper: {
      widthMultiplier: 1,
      betas: [1, 3, 5, 7, 9, 11, 13, 15],
      controlBetas,
      noiseScales: [1, 0.5],
      trainSizes: [45_000, 22_500, 12_000],
      epochs: [200, 400, 750],
    },
  },
);
