import {holm} from '../stats/holm.ts';
import type {Claim} from './claim.ts';
import {inconclusiveReason, missingReason, settledReason} from './reason.ts';
import type {ClaimVerdict, Estimate, Evidence, ExperimentSummary, Verdicts} from './results.ts';

/** The level of every verdict, after correction. */
export const level = 0.05;

/** A claim that something is known of, with its two p-values before correction. */
interface Judged {
  readonly claim: Claim;
  readonly evidence: Evidence;
  /** All criteria hold: the largest of their p-values (intersection–union). */
  readonly pSupports: number;
  /** Some criterion fails: the smallest of their p-values, times their number (Bonferroni). */
  readonly pContradicts: number;
}

/**
 * The verdict of every claim. One rule for all: a claim is supported when the p of "all criteria
 * hold" is at most 5% after Holm's correction over all claims that were judged, contradicted when
 * that of "some criterion fails" is, and inconclusive otherwise. Runs that finished and allow no estimate
 * leave it inconclusive too, outside of the correction; when none finished it was not run.
 */
export function judge(
  claims: readonly Claim[],
  summaries: readonly ExperimentSummary[],
  profile: string,
): Verdicts {
  const evidence = new Map(
    summaries.flatMap((summary) => summary.evidence.map((found) => [found.claim, found])),
  );
  const judged = claims.flatMap((claim) => judgedOf(claim, evidence.get(claim.id)));
  const supports = holm(judged.map(({pSupports}) => pSupports));
  const contradicts = holm(judged.map(({pContradicts}) => pContradicts));
  const verdicts = new Map(
    judged.map((each, index) => [
      each.claim.id,
      decide(each, supports[index] ?? 1, contradicts[index] ?? 1),
    ]),
  );
  return {
    profile,
    claims: claims.map(
      (claim) => verdicts.get(claim.id) ?? unjudged(claim, evidence.get(claim.id) ?? null),
    ),
  };
}

function judgedOf(claim: Claim, evidence: Evidence | undefined): Judged[] {
  if (evidence === undefined) return [];
  const estimates = claim.criteria.map(({id}) => estimateOf(evidence, id));
  if (estimates.every((estimate) => (estimate?.pSupports ?? null) === null)) return [];
  return [
    {
      claim,
      evidence,
      pSupports: Math.max(...estimates.map((estimate) => estimate?.pSupports ?? 1)),
      pContradicts: Math.min(
        1,
        estimates.length * Math.min(...estimates.map((estimate) => estimate?.pContradicts ?? 1)),
      ),
    },
  ];
}

const estimateOf = (evidence: Evidence, criterion: string): Estimate | undefined =>
  evidence.estimates.find((estimate) => estimate.criterion === criterion);

function decide({claim, evidence}: Judged, supports: number, contradicts: number): ClaimVerdict {
  const verdict = (name: ClaimVerdict['verdict'], pAdjusted: number, reason: string) => ({
    claim: claim.id,
    verdict: name,
    reason,
    pAdjusted,
    adjusted: {supports, contradicts},
    evidence,
  });
  if (supports <= level) {
    return verdict('supported', supports, settledReason(claim, evidence, supports, true));
  }
  if (contradicts <= level) {
    return verdict('contradicted', contradicts, settledReason(claim, evidence, contradicts, false));
  }
  return verdict('inconclusive', supports, inconclusiveReason(claim, evidence, supports));
}

const unjudged = (claim: Claim, evidence: Evidence | null): ClaimVerdict => ({
  claim: claim.id,
  verdict: (evidence?.cells.finished ?? 0) > 0 ? 'inconclusive' : 'not run',
  reason: missingReason(evidence),
  pAdjusted: null,
  adjusted: null,
  evidence,
});
