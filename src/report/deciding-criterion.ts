import type {Criterion} from '../judging/claim.ts';
import type {Estimate} from '../judging/results.ts';
import {seenSide} from '../judging/standing.ts';
import type {JudgedClaim} from './report-input.ts';

interface Deciding {
  readonly criterion: Criterion | undefined;
  readonly estimate: Estimate | undefined;
}

/**
 * The criterion on which a verdict turns: the one that is least sure to hold; where a claim fails or seems to, the
 * one that fails most surely.
 */
export function decidingCriterion({claim, result}: JudgedClaim): Deciding {
  const pairs = claim.criteria.map((criterion) => ({
    criterion,
    estimate: result.evidence?.estimates.find((each) => each.criterion === criterion.id),
  }));
  const fails =
    result.verdict === 'contradicted' ||
    (result.verdict === 'inconclusive' && seenSide(result) === 'against');
  const rank = ({estimate}: Deciding): number =>
    fails ? (estimate?.pContradicts ?? 2) : -(estimate?.pSupports ?? 2);
  return (
    pairs.toSorted((a, b) => rank(a) - rank(b)).at(0) ?? {criterion: undefined, estimate: undefined}
  );
}
