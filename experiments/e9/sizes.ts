import {z} from 'zod';
import {counts, epochs, reals, replicates, widthMultiplier} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

const paper = {
  widthMultiplier: 1,
  betas: [1, 3, 5, 7, 9, 11, 13, 15],
  controlBetas: [9, 15],
  noiseScales: [1, 0.5],
  trainSizes: [45_000, 22_500, 12_000],
  epochs: 200,
  replicates: 5,
};

export const sizes = sized(
  z
    .object({
      widthMultiplier,
      betas: reals('factors β on η = 0.1 and S = 50 [1]'),
      controlBetas: reals('factors β of the control at equal steps, smallest training set [1]'),
      noiseScales: reals('factors on η at fixed S: 1, and the half-noise variant [1]'),
      trainSizes: counts('training images [images]'),
      epochs,
      replicates,
    })
    .describe('E9: breakdown at large β, VGG-11, CIFAR-10'),
  {
    quick: {
      widthMultiplier: 0.0625,
      betas: [1, 3, 6, 10, 15],
      controlBetas: [6],
      noiseScales: [1],
      trainSizes: [3000, 1000],
      epochs: 10,
      replicates: 4,
    },
    standard: {
      widthMultiplier: 0.125,
      betas: paper.betas,
      controlBetas: [9],
      noiseScales: [1, 0.5],
      trainSizes: [20_000, 5000],
      epochs: 15,
      replicates: 5,
    },
    paper,
  },
);
