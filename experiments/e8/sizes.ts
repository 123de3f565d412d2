import {z} from 'zod';
import {count, real} from '../../src/study/sized.ts';
import {lookedAs, sized} from '../profiles.ts';

export const sizes = lookedAs(
  'E6',
  sized(
    z
      .object({
        probedCycles: count('cycles whose Hessians are probed, the last ones [cycles]'),
        probesPerHalf: count('Hessian probes in half a cycle, the last at its end [snapshots]'),
        minIterations: count('Lanczos products whose space is taken out of the norm [products]'),
        probes: count('random probes of the norm [products]'),
        baselineEpochs: real(
          'passes of the baseline and of constant loud noise carried on, for the norm at equal train loss [epochs]',
        ),
      })
      .describe('E8: cyclic schedules; network, images and cycles of E6'),
    {
      quick: null,
      standard: {
        probedCycles: 2,
        probesPerHalf: 1,
        minIterations: 8,
        probes: 4,
        baselineEpochs: 60,
      },
      paper: {
        probedCycles: 2,
        probesPerHalf: 4,
        minIterations: 60,
        probes: 40,
        baselineEpochs: 300,
      },
    },
  ),
);
