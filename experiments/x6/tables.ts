import {declareTable, flag, number, optional} from '../../src/tables/declare.ts';

export const scales = declareTable(
  'x6-scales',
  'Where accuracy breaks down and the gradient noise scale, of one seed at one train size.',
  {
    trainSize: number('images', 'training images'),
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    breakdown: optional(
      number('images', 'S at which a tenth of the height above guessing is lost; else the last S'),
    ),
    reached: flag('whether so much is lost up to the last S'),
    trace: optional(number('', 'Tr C in the middle of training at β = 1')),
    squaredGradient: optional(
      number('', '‖ḡ‖² there, the part of so few images taken off; negative where that is all'),
    ),
    noiseScale: optional(
      number('images', 'Tr C/‖ḡ‖²; empty where the gradient cannot be told from 0'),
    ),
  },
);
