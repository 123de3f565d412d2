import {declareTable, flag, number, optional} from '../../src/tables/declare.ts';

const run = {
  factor: number('', 'c: η = 0.096c, S = 48c'),
  order: number('', 'which order of the examples; 1 is that of the replicate'),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
};

export const trajectories = declareTable(
  'x5-trajectories',
  'The train loss of one training at one moment of the common grid.',
  {
    ...run,
    rateTime: number('', 'ηt, the sum of η over the steps'),
    trainLoss: number('nat', 'train loss then, linear between evaluations'),
  },
);

export const distances = declareTable(
  'x5-distances',
  'How far one trajectory is from that at c = ¼ of the same seed.',
  {
    ...run,
    isFloor: flag('whether it differs in the order of the examples alone'),
    distance: optional(
      number(
        '',
        'root mean square difference of ln(train loss) over the grid; empty for a run that diverged',
      ),
    ),
  },
);
