import {z} from 'zod';
import {
  count,
  epochs,
  pairs,
  replicates,
  trainSize,
  widthMultiplier,
} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const schema = z
  .object({
    blocks: count('residual blocks a stage, n of ResNet-(6n+2) [blocks]'),
    widthMultiplier,
    pairs,
    trainSize,
    epochs,
    replicates,
  })
  .describe('E3: an interior peak of accuracy over n, ResNet, CIFAR-10');

const paper = {
  blocks: 9,
  widthMultiplier: 1,
  pairs: pairs.parse([
    [0.001, 128],
    [0.005, 128],
    [0.01, 128],
    [0.05, 128],
    [0.1, 128],
    [0.5, 128],
    [1, 128],
    [2, 128],
    [0.1, 32],
    [0.1, 512],
    [0.1, 1024],
  ]),
  trainSize: 45_000,
  epochs: 200,
};

export const sizes = seeded('E3', schema, {
  quick: null,
  standard: {
    ...paper,
    blocks: 1,
    widthMultiplier: 0.5,
    pairs: [
      [0.01, 128],
      [0.1, 128],
      [0.5, 128],
      [1, 128],
      [4, 128],
      [8, 128],
    ],
    trainSize: 10_000,
    epochs: 12,
  },
  paper,
});
