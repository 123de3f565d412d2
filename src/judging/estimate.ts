import {curveEquivalenceTest, equivalenceTest} from '../stats/equivalence.ts';
import {correlationTest} from '../stats/rank-correlation.ts';
import {studentTest, type MeanTest} from '../stats/student.ts';
import {leastEffect, type Criterion} from './claim.ts';
import type {Estimate} from './results.ts';

/** Tests the mean of one number a seed against the bound of a criterion. */
export function meanEstimate(
  criterion: Criterion,
  values: readonly number[],
  resolution: number,
): Estimate {
  if (criterion.expect === 'within') {
    const test = equivalenceTest(values, criterion.bound, resolution);
    return {
      ...blank(criterion, values.length, 'two one-sided Student tests over seeds'),
      ...(test && {
        value: test.mean,
        interval: [...test.interval],
        pSupports: test.pInside,
        pContradicts: test.pOutside,
      }),
    };
  }
  const test = (bound: number) => studentTest(values, bound, resolution);
  return oneSided(criterion, test, values.length, 'Student test over seeds');
}

/** Tests rank correlations, one a seed over at least `count` pairs, against the bound of a criterion. */
export function correlationEstimate(
  criterion: Criterion,
  correlations: readonly number[],
  count: number,
): Estimate {
  const behind = correlations.length === 0 ? [] : [`each over at least ${count} pairs`];
  return oneSided(
    criterion,
    (bound) => correlationTest(correlations, count, bound),
    correlations.length,
    ['Student test of Fisher’s z over seeds', ...behind].join(', '),
  );
}

/** Tests that curves (seeds × points of differences) stay within the bound at every point. */
export function curveEstimate(
  criterion: Criterion,
  differences: readonly (readonly number[])[],
  resolution: number,
): Estimate {
  const test = curveEquivalenceTest(differences, criterion.bound, resolution);
  return {
    ...blank(
      criterion,
      differences.length,
      'two one-sided Student tests over seeds at every evaluation, the largest p',
    ),
    ...(test && {
      value: test.mean,
      interval: [...test.interval],
      pSupports: test.pInside,
      pContradicts: test.pOutside,
    }),
  };
}

/**
 * An estimate from tests of a one-sided criterion: whether it holds by one against its bound, whether it fails by one
 * against the smallest effect that matters.
 */
export function oneSided(
  criterion: Criterion,
  testAgainst: (bound: number) => MeanTest | undefined,
  units: number,
  method: string,
): Estimate {
  const below = criterion.expect === 'below';
  const holds = testAgainst(criterion.bound);
  const fails = testAgainst(leastEffect(criterion));
  return {
    ...blank(criterion, units, method),
    ...(holds &&
      fails && {
        value: holds.mean,
        interval: [...holds.interval],
        pSupports: below ? holds.pBelow : holds.pAbove,
        pContradicts: below ? fails.pAbove : fails.pBelow,
      }),
  };
}

const blank = (criterion: Criterion, units: number, method: string): Estimate => ({
  criterion: criterion.id,
  value: null,
  interval: null,
  method,
  units,
  pSupports: null,
  pContradicts: null,
});
