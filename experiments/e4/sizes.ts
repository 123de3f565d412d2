import {z} from 'zod';
import {cap, count, replicates, target} from '../../src/study/sized.ts';
import {sized} from '../profiles.ts';

export const sizes = sized(
  z
    .object({
      target,
      cap,
      replicates,
      planeReplicates: count('replicates whose endpoints have a plane surveyed [runs]'),
    })
    .describe('E4: interpolation between different n; network and images of E3'),
  {
    quick: {target: 2.1, cap: 60, replicates: 3, planeReplicates: 1},
    standard: {target: 0.9, cap: 40, replicates: 5, planeReplicates: 2},
    paper: {target: 0.1, cap: 200, replicates: 3, planeReplicates: 3},
  },
);
