import {holm} from '../stats/holm.ts';
import type {Claim} from './claim.ts';
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
  claims: readonly Claim[],
  summaries: readonly ExperimentSummary[],
  profile: string,
): Verdicts {
  const evidence = new Map(
    summaries.flatMap((summary) => summary.evidence.map((found) => [found.claim, found])),
  );
  const verdicts = new Map<string, ClaimVerdict>();
  for (const family of new Set(claims.map((claim) => claim.family))) {
    const tested = claims
      .filter((claim) => claim.family === family)
      .map((claim) => testedOf(claim, evidence.get(claim.id) ?? null));
    const supports = holm(tested.map(({pSupports}) => pSupports));
    const contradicts = holm(tested.map(({pContradicts}) => pContradicts));
    tested.forEach((each, index) => {
      verdicts.set(each.claim.id, decide(each, [supports[index], contradicts[index]]));
    });
  }
  return {profile, claims: claims.flatMap(({id}) => verdicts.get(id) ?? [])};
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
  {claim, evidence}: Tested,
  [supports, contradicts]: readonly [number, number],
): ClaimVerdict {
  const isEstimated = claim.criteria.some(({id}) => hasTest(estimateOf(evidence, id)));
  if (evidence === null || !isEstimated) return unjudged(claim, evidence);
  const adjusted = {supports, contradicts};
  const [holds, fails] = [supports <= level, contradicts <= level];
  const small = holds && fails && claim.criteria.every(({expect}) => expect !== 'within');
  const common = {
    claim: claim.id,
    family: claim.family,
    small,
    fragile: [supports, contradicts].some(isFragile),
    adjusted,
    evidence,
  };
  if (holds && (small || !fails)) {
    const reason = settledReason(claim, evidence, supports, true);
    return {...common, verdict: 'supported', reason, pAdjusted: supports};
  }
  if (fails && !holds) {
    const reason = settledReason(claim, evidence, contradicts, false);
    return {...common, verdict: 'contradicted', reason, pAdjusted: contradicts};
  }
  const reason = inconclusiveReason(claim, evidence, supports);
  return {...common, verdict: 'inconclusive', reason, pAdjusted: supports};
}

const hasTest = (estimate: Estimate | undefined): boolean => (estimate?.pSupports ?? null) !== null;

const unjudged = (claim: Claim, evidence: Evidence | null): ClaimVerdict => ({
  claim: claim.id,
  family: claim.family,
  verdict: (evidence?.cells.finished ?? 0) > 0 ? 'inconclusive' : 'not run',
  small: false,
  fragile: false,
  reason: missingReason(evidence),
  pAdjusted: null,
  adjusted: null,
  evidence,
});
