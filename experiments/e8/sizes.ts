import {z} from 'zod';
import {count, real} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

export const sizes = sized(
  z
    .object({
      probesPerCycle: count('Hessian probes in the last cycle [snapshots]'),
      minIterations: count('Lanczos products whose space is taken out of the norm [products]'),
      probes: count('random probes of the norm [products]'),
      baselineEpochs: real(
        'passes of the baseline carried on, for the norm at equal train loss [epochs]',
      ),
    })
    .describe('E8: cyclic schedules; network, images and cycles of E6'),
  {
    quick: {probesPerCycle: 4, minIterations: 8, probes: 4, baselineEpochs: 36},
    standard: {probesPerCycle: 8, minIterations: 16, probes: 8, baselineEpochs: 120},
    paper: {probesPerCycle: 8, minIterations: 60, probes: 40, baselineEpochs: 300},
  },
);
