import {max} from 'simple-statistics';
import {firstReach} from './curve.ts';

/** The onset of a breakdown: this share of the height above the floor is gone. */
const onsetShare = 0.1;

/** Where a breakdown sets in. */
export interface Onset {
  /** The last x where it was not reached: the onset, if any, lies beyond the grid. */
  readonly x: number;
  readonly reached: boolean;
}

/**
 * The x at which a curve, past its highest point, has first lost a tenth of its height above
 * `floor` (the accuracy of guessing), linearly between samples.
 *
 * @param x ascending
 */
export function breakdownOnset(x: readonly number[], y: readonly number[], floor: number): Onset {
  const top = max([...y]);
  const peak = y.indexOf(top);
  const lost = y.slice(peak).map((value) => top - value);
  const found = firstReach({x: x.slice(peak), y: lost}, onsetShare * (top - floor));
  return {x: found ?? x.at(-1) ?? NaN, reached: found !== undefined};
}
