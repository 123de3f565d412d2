import {studentTest} from './student.ts';

/** The verdict of an equivalence test: is the mean inside [−margin, margin]? */
export interface EquivalenceTest {
  readonly mean: number;
  readonly interval: readonly [number, number];
  /** p in favour of "inside" (two one-sided tests, Schuirmann 1987). */
  readonly pInside: number;
  /** p in favour of "outside" (either side, Bonferroni). */
  readonly pOutside: number;
}

/**
 * Two one-sided Student tests (TOST) that the mean of `values`, one a seed, lies within ±margin.
 * See {@link studentTest} for `resolution`; undefined for fewer than two values.
 */
export function equivalenceTest(
  values: readonly number[],
  margin: number,
  resolution: number,
): EquivalenceTest | undefined {
  const low = studentTest(values, -margin, resolution);
  const high = studentTest(values, margin, resolution);
  if (low === undefined || high === undefined) return undefined;
  return {
    mean: low.mean,
    interval: low.interval,
    pInside: Math.max(low.pAbove, high.pBelow),
    pOutside: Math.min(1, 2 * Math.min(low.pBelow, high.pAbove)),
  };
}

/** An equivalence test of whole curves, and the place where they come closest to failing it. */
export interface CurveEquivalenceTest extends EquivalenceTest {
  /** Index of the point with the largest `pInside`; `mean` and `interval` are taken there. */
  readonly worst: number;
}

/**
 * Do two curves stay within ±margin of each other at *every* point? An intersection–union test
 * (Berger 1982): every point must pass on its own, so the largest p is the p of the whole, and no
 * correction is due. "Outside somewhere" is a union and is Bonferroni-corrected over the points.
 *
 * @param differences seeds × points: curve A less curve B
 */
export function curveEquivalenceTest(
  differences: readonly (readonly number[])[],
  margin: number,
  resolution: number,
): CurveEquivalenceTest | undefined {
  const points = Math.min(...differences.map((curve) => curve.length));
  let worst: CurveEquivalenceTest | undefined;
  let smallestOutside = 1;
  for (let point = 0; point < points; point++) {
    const test = equivalenceTest(
      differences.map((curve) => curve[point]),
      margin,
      resolution,
    );
    if (test === undefined) return undefined;
    smallestOutside = Math.min(smallestOutside, test.pOutside);
    if (worst === undefined || test.pInside > worst.pInside) worst = {...test, worst: point};
  }
  return worst && {...worst, pOutside: Math.min(1, points * smallestOutside)};
}
