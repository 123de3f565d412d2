import {z} from 'zod';
import {capTime, count, replicates, target} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

export const sizes = sized(
  z
    .object({
      target,
      cap: capTime,
      replicates,
      planeReplicates: count('replicates whose endpoints have a plane surveyed [runs]'),
    })
    .describe('E4: interpolation between different n; network and images of E3'),
  {
    quick: {target: 2.1, cap: 9, replicates: 3, planeReplicates: 1},
    standard: {target: 1.5, cap: 80, replicates: 8, planeReplicates: 1},
    paper: {target: 0.1, cap: 900, replicates: 3, planeReplicates: 3},
  },
);
