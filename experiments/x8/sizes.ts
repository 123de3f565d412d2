import {z} from 'zod';
import {sized} from '../profiles.ts';

/** All of it is of E1. */
export const sizes = sized(
  z.object({}).describe('X8: does sharpness predict accuracy beyond n; the runs of E1'),
  {quick: {}, standard: {}, paper: {}},
);
