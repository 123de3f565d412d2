import {z} from 'zod';
import {count, pairOf, real, replicates, trainSize} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

/** n over a factor of 16; twice by two pairs of it, so that n is not told by η or S alone. */
const paper = {
  width: 256,
  pairs: [
    [0.2, 50],
    [0.1, 50],
    [0.2, 100],
    [0.1, 100],
    [0.2, 400],
    [0.05, 200],
  ] satisfies [number, number][],
  momentumPairs: [
    [0.02, 50],
    [0.01, 50],
    [0.02, 100],
    [0.01, 100],
    [0.02, 400],
    [0.005, 200],
  ] satisfies [number, number][],
  trainSize: 50_000,
  // 300 epochs at the middle n.
  rateTime: 7500,
  evaluations: 60,
};

export const sizes = seeded(
  'E7',
  z
    .object({
      width: count('units of a hidden layer [units]'),
      pairs: z
        .array(pairOf('η and S'))
        .min(5)
        .describe('learning rate η and batch size S without momentum'),
      momentumPairs: z
        .array(pairOf('η and S'))
        .min(5)
        .describe('learning rate η and batch size S with momentum 0.9'),
      trainSize,
      rateTime: real('ηt of every run, over 1 − μ with momentum μ [1]'),
      evaluations: count('moments at equal steps of ηt at which a run is evaluated [evaluations]'),
      replicates,
    })
    .describe('E7: memorization and n, 2-layer MLP, MNIST'),
  {
    quick: {
      ...paper,
      width: 128,
      trainSize: 500,
      rateTime: 40,
      evaluations: 20,
      replicates: 5,
    },
    standard: {
      ...paper,
      trainSize: 5000,
      rateTime: 750,
      evaluations: 60,
    },
    paper,
  },
);
