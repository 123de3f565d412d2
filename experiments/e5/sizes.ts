import {z} from 'zod';
import {
  cap,
  count,
  reals,
  replicates,
  target,
  trainSize,
  widthMultiplier,
} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

export const sizes = seeded(
  'E5',
  z
    .object({
      widthMultiplier,
      betas: reals('factors β on η = 0.1 and S = 50 that are compared with β = 1 [1]'),
      trainSize,
      target,
      cap,
      replicates,
      planeReplicates: count('replicates whose endpoints have a plane surveyed [runs]'),
    })
    .describe('E5: interpolation at equal n, VGG-11, CIFAR-10'),
  {
    quick: null,
    standard: {
      widthMultiplier: 0.125,
      betas: [4, 0.25],
      trainSize: 10_000,
      target: 0.8,
      cap: 25,
      planeReplicates: 1,
    },
    paper: {
      widthMultiplier: 1,
      betas: [4, 0.25],
      trainSize: 45_000,
      target: 0.1,
      cap: 200,
      planeReplicates: 3,
    },
  },
);
