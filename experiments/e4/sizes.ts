import {z} from 'zod';
import {capTime, count, replicates, target} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

export const sizes = seeded(
  'E4',
  z
    .object({
      target,
      cap: capTime,
      replicates,
      planeReplicates: count('replicates whose endpoints have a plane surveyed [runs]'),
    })
    .describe('E4: interpolation between different n; network and images of E3'),
  {
    quick: null,
    standard: {target: 1.5, cap: 80, planeReplicates: 1},
    paper: {target: 0.1, cap: 900, planeReplicates: 3},
  },
);
