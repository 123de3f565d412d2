import {level} from './level.ts';

/**
 * Whether a corrected p lies within a factor of two of the level of verdicts, ends included: so near
 * that another CPU, which rounds sums in another order, may find it on the other side.
 */
export const isFragile = (pCorrected: number): boolean =>
  pCorrected >= level / 2 && pCorrected <= 2 * level;
