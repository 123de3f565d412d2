import {holm} from '../stats/holm.ts';
import type {Claim, Family} from './claim.ts';
import {isFragile} from './fragile.ts';
import {level} from './level.ts';
import {inconclusiveReason, missingReason, settledReason} from './reason.ts';
import type {ClaimVerdict, Estimate, Evidence, ExperimentSummary, Verdicts} from './results.ts';

/** A claim with its two p-values before correction; 1 where nothing could be estimated. */
interface Tested {
  readonly claim: Claim;
  readonly evidence: Evidence | null;
  /** All criteria hold: the largest of their p-values (intersection–union). */
  readonly pSupports: number;
  /** Some criterion fails: the smallest of their p-values, times their number (Bonferroni). */
  readonly pContradicts: number;
}

/**
 * The verdict of every claim, family after family. One rule for all: a claim is supported when the p of "all
 * criteria hold" is at most 5% after Holm's correction over its family, contradicted when that of "some criterion
 * fails" is, and inconclusive otherwise. A family has a fixed size: a claim that could not be estimated stays in it
 * with p = 1. Where both hold, the effect is there and smaller than what matters: supported, but small; only
 * criteria of equivalence cannot hold and fail at once, and leave it inconclusive. When no run finished, a claim was
 * not run.
 */
export function judge(
  families: readonly Family[],
  summaries: readonly ExperimentSummary[],
  profile: string,
): Verdicts {
  const evidence = new Map(
    summaries.flatMap((summary) => summary.evidence.map((found) => [found.claim, found])),
  );
  return {
    profile,
    claims: families.flatMap(({id, claims}) => {
      const tested = claims.map((claim) => testedOf(claim, evidence.get(claim.id) ?? null));
      const supports = holm(tested.map(({pSupports}) => pSupports));
      const contradicts = holm(tested.map(({pContradicts}) => pContradicts));
      return tested.map((each, index) =>
        decide(id, each, {supports: supports[index] ?? 1, contradicts: contradicts[index] ?? 1}),
      );
    }),
  };
}

function testedOf(claim: Claim, evidence: Evidence | null): Tested {
  const estimates = claim.criteria.map(({id}) => estimateOf(evidence, id));
  const supports = estimates.map((estimate) => estimate?.pSupports ?? 1);
  const contradicts = estimates.map((estimate) => estimate?.pContradicts ?? 1);
  return {
    claim,
    evidence,
    pSupports: Math.max(...supports),
    pContradicts: Math.min(1, contradicts.length * Math.min(...contradicts)),
  };
}

const estimateOf = (evidence: Evidence | null, criterion: string): Estimate | undefined =>
  evidence?.estimates.find((estimate) => estimate.criterion === criterion);

function decide(
  family: string,
  {claim, evidence}: Tested,
  adjusted: {readonly supports: number; readonly contradicts: number},
): ClaimVerdict {
  const isEstimated = claim.criteria.some(({id}) => hasTest(estimateOf(evidence, id)));
  if (evidence === null || !isEstimated) return unjudged(family, claim, evidence);
  const [holds, fails] = [adjusted.supports <= level, adjusted.contradicts <= level];
  const small = holds && fails && claim.criteria.every(({expect}) => expect !== 'within');
  const common = {
    claim: claim.id,
    family,
    small,
    fragile: [adjusted.supports, adjusted.contradicts].some(isFragile),
    adjusted,
    evidence,
  };
  if (holds && (small || !fails)) {
    const reason = settledReason(claim, evidence, adjusted.supports, true);
    return {...common, verdict: 'supported', reason, pAdjusted: adjusted.supports};
  }
  if (fails && !holds) {
    const reason = settledReason(claim, evidence, adjusted.contradicts, false);
    return {...common, verdict: 'contradicted', reason, pAdjusted: adjusted.contradicts};
  }
  const reason = inconclusiveReason(claim, evidence, adjusted.supports);
  return {...common, verdict: 'inconclusive', reason, pAdjusted: adjusted.supports};
}

const hasTest = (estimate: Estimate | undefined): boolean => (estimate?.pSupports ?? null) !== null;

const unjudged = (family: string, claim: Claim, evidence: Evidence | null): ClaimVerdict => ({
  claim: claim.id,
  family,
  verdict: (evidence?.cells.finished ?? 0) > 0 ? 'inconclusive' : 'not run',
  small: false,
  fragile: false,
  reason: missingReason(evidence),
  pAdjusted: null,
  adjusted: null,
  evidence,
});
