import {studentTest, type MeanTest} from './student.ts';

/** One contrast that must be above its bound: a value a seed. */
export interface Contrast {
  readonly values: readonly number[];
  readonly bound: number;
  /** See {@link studentTest}. */
  readonly resolution: number;
}

/** The tests of the contrasts at the place that speaks most for the effect. */
export interface SearchTest {
  /** Index of that place. */
  readonly place: number;
  /** In the order of the contrasts. */
  readonly tests: readonly MeanTest[];
}

/**
 * Is there a place (a peak, a change point) where *all* contrasts are above their bounds? The place
 * is looked for in the same data, so looking must be paid for: `pAbove` is the p at the best place
 * times the number of places (Bonferroni over a union of intersections). To deny the effect, a
 * contrast must be below its bound at *every* place, so `pBelow` is the largest over places.
 *
 * Why not choose the place by the other seeds (leave one out), which costs nothing at first sight:
 * the seeds' contrasts then depend on each other, and a level of 5% comes out at 7 to 8%.
 *
 * @param places places × contrasts, the same contrasts in the same order at each
 * Returns undefined for fewer than two seeds or no place.
 */
export function searchTest(places: readonly (readonly Contrast[])[]): SearchTest | undefined {
  const tested = places.map(testAll).filter((tests) => tests !== undefined);
  if (tested.length === 0 || tested.length < places.length) return undefined;
  const weakest = tested.map((tests) => Math.max(...tests.map(({pAbove}) => pAbove)));
  const place = weakest.indexOf(Math.min(...weakest));
  const tests = (tested[place] ?? []).map((test, index) => ({
    ...test,
    pAbove: Math.min(1, places.length * test.pAbove),
    pBelow: Math.max(...tested.map((others) => others[index]?.pBelow ?? 1)),
  }));
  return {place, tests};
}

function testAll(contrasts: readonly Contrast[]): MeanTest[] | undefined {
  const tests = contrasts
    .map(({values, bound, resolution}) => studentTest(values, bound, resolution))
    .filter((test) => test !== undefined);
  return tests.length < contrasts.length ? undefined : tests;
}
