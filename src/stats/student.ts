import jstat from 'jstat';
import {mean, sampleVariance} from 'simple-statistics';

/** A mean over independent units with its 95% interval and the two one-sided tests against a bound. */
export interface MeanTest {
  readonly mean: number;
  readonly interval: readonly [number, number];
  /** p in favour of "the mean is below the bound" (against: it is not). */
  readonly pBelow: number;
  /** p in favour of "the mean is above the bound". */
  readonly pAbove: number;
}

const confidence = 0.95;

/** P(T ≤ t) of Student's law; the tail keeps its relative precision far from zero. */
export function studentCdf(t: number, degreesOfFreedom: number): number {
  const tail = jstat.ibeta(
    degreesOfFreedom / (degreesOfFreedom + t * t),
    degreesOfFreedom / 2,
    0.5,
  );
  return t < 0 ? tail / 2 : 1 - tail / 2;
}

/** The t below which a share `probability` of Student's law lies. */
export const studentQuantile = (probability: number, degreesOfFreedom: number): number =>
  jstat.studentt.inv(probability, degreesOfFreedom);

/**
 * Student's one-sample tests of the mean of `values` (one value a seed) against `bound`.
 *
 * `resolution` is the step in which a value can move at all (one image of a validation set, one
 * place on a grid). Seeds that agree within it look infinitely precise; the variance is therefore
 * never taken below resolution²/12, that of a uniform error of one step.
 *
 * Returns undefined for fewer than two values, which say nothing of their own spread.
 */
export function studentTest(
  values: readonly number[],
  bound: number,
  resolution: number,
): MeanTest | undefined {
  if (values.length < 2) return undefined;
  const degreesOfFreedom = values.length - 1;
  const center = mean([...values]);
  const variance = Math.max(sampleVariance([...values]), resolution ** 2 / 12);
  const standardError = Math.sqrt(variance / values.length);
  const reach = studentQuantile((1 + confidence) / 2, degreesOfFreedom) * standardError;
  return {
    mean: center,
    interval: [center - reach, center + reach],
    ...tails(center - bound, standardError, degreesOfFreedom),
  };
}

function tails(distance: number, standardError: number, degreesOfFreedom: number) {
  if (standardError === 0) {
    // Nothing moves and nothing could have: the comparison itself is exact.
    return {pBelow: distance < 0 ? 0 : 1, pAbove: distance > 0 ? 0 : 1};
  }
  const t = distance / standardError;
  return {pBelow: studentCdf(t, degreesOfFreedom), pAbove: studentCdf(-t, degreesOfFreedom)};
}
