import type {Claim} from '../judging/claim.ts';
import type {ClaimVerdict, ExperimentSummary, Verdicts} from '../judging/results.ts';
import type {LineageNode} from '../pipeline/define.ts';
import type {Reduction} from './reduction.ts';
import type {Scales} from './scale.ts';

/** What one experiment brought to the report, and the node that made it. */
export interface ExperimentResult {
  readonly node: string;
  /** Undefined when the node failed or was not run. */
  readonly summary: ExperimentSummary | undefined;
}

/** All that a report is made of: it is a pure function of this. */
export interface ReportInput {
  readonly profile: string;
  /** Every number of the profile that is not the paper's. */
  readonly reductions: readonly Reduction[];
  /** How large the networks of each experiment are. */
  readonly scales: Scales;
  /** In the order of the report. */
  readonly claims: readonly Claim[];
  readonly verdicts: Verdicts;
  readonly experiments: readonly ExperimentResult[];
  /** Everything the report descends from, in topological order. */
  readonly lineage: readonly LineageNode[];
}

/** A claim beside its verdict. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly result: ClaimVerdict;
}

/** Every claim, in the same order; one that was not judged was not run. */
export function judgedClaims(claims: readonly Claim[], verdicts: Verdicts): JudgedClaim[] {
  const results = new Map(verdicts.claims.map((result) => [result.claim, result]));
  return claims.map((claim) => ({
    claim,
    result: results.get(claim.id) ?? {
      claim: claim.id,
      family: claim.family,
      verdict: 'not run',
      small: false,
      fragile: false,
      reason: 'Its experiment was not run.',
      pAdjusted: null,
      adjusted: null,
      evidence: null,
    },
  }));
}
