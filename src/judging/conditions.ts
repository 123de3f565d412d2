import type {Criterion} from './claim.ts';
import type {Estimate} from './results.ts';
import {meanEstimate} from './estimate.ts';

/**
 * Tests a criterion that must hold under every condition (intersection–union): the condition with
 * the largest p is the answer. That it fails under some condition is a union: Bonferroni over them.
 *
 * @param values seeds × conditions; null where a seed has no value
 */
export function conditionsEstimate(
  criterion: Criterion,
  conditions: readonly string[],
  values: readonly (readonly (number | null)[])[],
): Estimate {
  const tests = conditions.map((condition, column) => ({
    condition,
    estimate: meanEstimate(
      criterion,
      values.flatMap((row) => row[column] ?? []),
      0,
    ),
  }));
  const [{condition, estimate}] = tests.toSorted(
    (a, b) => (b.estimate.pSupports ?? 2) - (a.estimate.pSupports ?? 2),
  );
  if (conditions.length === 1) return estimate;
  const contradicts = tests.flatMap((test) => test.estimate.pContradicts ?? []);
  return {
    ...estimate,
    method: `${estimate.method}, the worst of ${conditions.length} conditions: ${condition}`,
    pContradicts:
      contradicts.length === 0 ? null : Math.min(1, conditions.length * Math.min(...contradicts)),
  };
}
