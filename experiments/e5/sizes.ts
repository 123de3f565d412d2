import {z} from 'zod';
import {
  count,
  epochs,
  reals,
  replicates,
  trainSize,
  widthMultiplier,
} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

export const sizes = sized(
  z
    .object({
      widthMultiplier,
      betas: reals('factors β on η = 0.1 and S = 50 that are compared with β = 1 [1]'),
      trainSize,
      epochs,
      replicates,
      planeReplicates: count('replicates whose endpoints have a plane surveyed [runs]'),
    })
    .describe('E5: interpolation at equal n, VGG-11, CIFAR-10'),
  {
    quick: {
      widthMultiplier: 0.0625,
      betas: [4, 0.25],
      trainSize: 1500,
      epochs: 10,
      replicates: 5,
      planeReplicates: 1,
    },
    standard: {
      widthMultiplier: 0.125,
      betas: [4, 0.25],
      trainSize: 10_000,
      epochs: 15,
      replicates: 5,
      planeReplicates: 2,
    },
    paper: {
      widthMultiplier: 1,
      betas: [4, 0.25],
      trainSize: 45_000,
      epochs: 200,
      replicates: 5,
      planeReplicates: 3,
    },
  },
);
