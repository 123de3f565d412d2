import {z} from 'zod';
import {lookedAs, sized} from '../profiles.ts';

/** All of it is of E1. */
export const sizes = lookedAs(
  'E1',
  sized(z.object({}).describe('X8: does sharpness predict accuracy beyond n; the runs of E1'), {
    quick: {},
    standard: {},
    paper: {},
  }),
);
