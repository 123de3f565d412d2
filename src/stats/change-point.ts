import {linearRegression, max} from 'simple-statistics';
import {firstReach} from './curve.ts';
import {searchTest, type SearchTest} from './search.ts';

/** "Flat": the pace of loss before the change point is at most this share of the pace after it. */
export const flatShare = 0.25;

/**
 * Does an outcome stay level up to a change point and then drop? At a change point x_k, `drop` is
 * the outcome there less that at the last x, and must exceed `smallestDrop`; `bend` is a quarter of
 * the mean pace of loss after x_k less the pace before it (the slope of a straight line through
 * x_0 … x_k), and must exceed zero. A straight line has bend < 0. Every x inside the grid is tried;
 * the tests come as [drop, bend], corrected for that search, and `place` is the index of the x at
 * which the case is strongest.
 *
 * @param x ascending, at least three values
 * @param curves seeds × x
 * @param resolution the step in which an outcome can move
 */
export function changePointTest(
  x: readonly number[],
  curves: readonly (readonly number[])[],
  smallestDrop: number,
  resolution: number,
): SearchTest | undefined {
  const inner = Array.from({length: Math.max(0, x.length - 2)}, (_, index) => index + 1);
  const found = searchTest(
    inner.map((place) => {
      const contrasts = curves.map((y) => breakAt(x, y, place));
      return [
        {values: contrasts.map(({drop}) => drop), bound: smallestDrop, resolution},
        {values: contrasts.map(({bend}) => bend), bound: 0, resolution: 0},
      ];
    }),
  );
  return found && {...found, place: found.place + 1};
}

function breakAt(x: readonly number[], y: readonly number[], place: number) {
  const before = x.slice(0, place + 1).map((at, index) => [at, y[index]]);
  const drop = y[place] - y[x.length - 1];
  const pace = drop / ((x.at(-1) ?? NaN) - x[place]);
  return {drop, bend: flatShare * pace + linearRegression(before).m};
}

/** The onset of a breakdown: this share of the height above the floor is gone. */
export const onsetShare = 0.1;

/**
 * The x at which a curve, past its highest point, has first lost a tenth of its height above
 * `floor` (the accuracy of guessing), linearly between samples. The last x when it never does: the
 * breakdown, if any, lies beyond the grid.
 */
export function breakdownOnset(x: readonly number[], y: readonly number[], floor: number): number {
  const top = max([...y]);
  const peak = y.indexOf(top);
  const lost = y.slice(peak).map((value) => top - value);
  return firstReach({x: x.slice(peak), y: lost}, onsetShare * (top - floor)) ?? x.at(-1) ?? NaN;
}
