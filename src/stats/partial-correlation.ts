import {spearman} from './rank-correlation.ts';

/**
 * Spearman's ρ of x and y with the share that is linear in the ranks of every one of `given` taken out of both: the
 * correlation of the residuals of their ranks. One variable after the other, by
 *
 *   ρ(x, y | G, g) = (ρ(x, y | G) − ρ(x, g | G)·ρ(y, g | G)) / √((1 − ρ(x, g | G)²)·(1 − ρ(y, g | G)²))
 *
 * (Yule 1907). NaN where a side does not vary, or nothing of it is left; with k variables given, fewer than k + 3 pairs
 * say nothing.
 */
export function partialRankCorrelation(
  x: readonly number[],
  y: readonly number[],
  given: readonly (readonly number[])[],
): number {
  if (x.length < given.length + 3) return NaN;
  return partial(x, y, given);
}

type Variable = readonly number[];

function partial(x: Variable, y: Variable, given: readonly Variable[]): number {
  const last = given.at(-1);
  if (last === undefined) return spearman(x, y);
  const others = given.slice(0, -1);
  const xg = partial(x, last, others);
  const yg = partial(y, last, others);
  const left = (1 - xg ** 2) * (1 - yg ** 2);
  // Ranks that are explained in full leave rounding behind.
  return left > 1e-12 ? (partial(x, y, others) - xg * yg) / Math.sqrt(left) : NaN;
}
