import {holm} from '../stats/holm.ts';
import type {Claim} from './claim.ts';
import {isFragile} from './fragile.ts';
import {level} from './level.ts';
import {inconclusiveReason, missingReason, settledReason, untestableReason} from './reason.ts';
import type {ClaimVerdict, Estimate, Evidence, ExperimentSummary, Verdicts} from './results.ts';
import {pairOf, type PPair} from './tested.ts';

/** A claim with its two p-values before correction over claims; 1 where nothing could be estimated. */
interface Tested {
  readonly claim: Claim;
  readonly evidence: Evidence | null;
  readonly p: PPair;
}

/** Claims that no run at this scale could decide, and the profile that each of them needs. */
export type Untestable = Readonly<Partial<Record<string, string>>>;

/**
 * The verdict of every claim, family after family. One rule for all: a claim is supported when the p of "all
 * criteria hold" is at most 5% after Holm's correction over its family, contradicted when that of "some criterion
 * fails" is, and inconclusive otherwise. A family has a fixed size: a claim that could not be estimated stays in it
 * with p = 1. Where both hold, the effect is there and smaller than what matters: supported, but small; only
 * criteria of equivalence cannot hold and fail at once, and leave it inconclusive. When no run finished, a claim was
 * not run; where the profile is too small to show anything, it is not testable.
 */
export function judge(
  claims: readonly Claim[],
  summaries: readonly ExperimentSummary[],
  profile: string,
  untestable: Untestable = {},
): Verdicts {
  const evidence = new Map(
    summaries.flatMap((summary) => summary.evidence.map((found) => [found.claim, found])),
  );
  const verdicts = new Map<string, ClaimVerdict>();
  for (const family of new Set(claims.map((claim) => claim.family))) {
    const tested = claims
      .filter((claim) => claim.family === family)
      .map((claim): Tested => {
        const own = evidence.get(claim.id) ?? null;
        return {claim, evidence: own, p: pairOf(claim, own?.estimates ?? [])};
      });
    const adjusted = corrected(tested.map(({p}) => p));
    tested.forEach((each, index) => {
      const needs = untestable[each.claim.id];
      verdicts.set(
        each.claim.id,
        needs === undefined
          ? decide(each, adjusted[index], seedsThatDecide(tested, index, adjusted[index]))
          : unshown(each.claim, profile, needs),
      );
    });
  }
  return {profile, claims: claims.flatMap(({id}) => verdicts.get(id) ?? [])};
}

/** Holm's correction in either direction. */
function corrected(pairs: readonly PPair[]): PPair[] {
  const supports = holm(pairs.map((pair) => pair.supports));
  const contradicts = holm(pairs.map((pair) => pair.contradicts));
  return pairs.map((_, index) => ({supports: supports[index], contradicts: contradicts[index]}));
}

type Decision = Pick<ClaimVerdict, 'verdict' | 'small'>;

/** The decision rule, from corrected p-values. */
export function decisionOf(claim: Claim, {supports, contradicts}: PPair): Decision {
  const [holds, fails] = [supports <= level, contradicts <= level];
  const small = holds && fails && claim.criteria.every(({expect}) => expect !== 'within');
  if (holds && (small || !fails)) return {verdict: 'supported', small};
  return {verdict: fails && !holds ? 'contradicted' : 'inconclusive', small: false};
}

/** Seeds without which a claim would be judged otherwise: with the others' p-values as they are, Holm anew. */
function seedsThatDecide(tested: readonly Tested[], index: number, adjusted: PPair): number[] {
  const {claim, evidence} = tested[index];
  const {verdict} = decisionOf(claim, adjusted);
  return (evidence?.leftOut ?? []).flatMap(({seed, estimates}) => {
    const pairs = tested.map(({p}) => p).with(index, pairOf(claim, estimates));
    return decisionOf(claim, corrected(pairs)[index]).verdict === verdict ? [] : [seed];
  });
}

function decide({claim, evidence}: Tested, adjusted: PPair, hangsOn: number[]): ClaimVerdict {
  const isEstimated = claim.criteria.some(({id}) => hasTest(estimateOf(evidence, id)));
  if (evidence === null || !isEstimated) return unjudged(claim, evidence);
  const {supports, contradicts} = adjusted;
  const decision = decisionOf(claim, adjusted);
  const common = {
    claim: claim.id,
    family: claim.family,
    ...decision,
    fragile: hangsOn.length > 0 || [supports, contradicts].some(isFragile),
    ...(hangsOn.length > 0 && {hangsOn}),
    adjusted,
    evidence,
  };
  const pAdjusted = decision.verdict === 'contradicted' ? contradicts : supports;
  const reason =
    decision.verdict === 'inconclusive'
      ? inconclusiveReason(claim, evidence, pAdjusted)
      : settledReason(claim, evidence, pAdjusted, decision.verdict === 'supported');
  return {...common, reason, pAdjusted};
}

const estimateOf = (evidence: Evidence | null, criterion: string): Estimate | undefined =>
  evidence?.estimates.find((estimate) => estimate.criterion === criterion);

const hasTest = (estimate: Estimate | undefined): boolean => (estimate?.pSupports ?? null) !== null;

const without = (claim: Claim) => ({
  claim: claim.id,
  family: claim.family,
  small: false,
  fragile: false,
  pAdjusted: null,
  adjusted: null,
});

const unjudged = (claim: Claim, evidence: Evidence | null): ClaimVerdict => ({
  ...without(claim),
  verdict: (evidence?.cells.finished ?? 0) > 0 ? 'inconclusive' : 'not run',
  reason: missingReason(evidence),
  evidence,
});

const unshown = (claim: Claim, profile: string, needs: string): ClaimVerdict => ({
  ...without(claim),
  verdict: 'not testable',
  reason: untestableReason(profile, needs),
  evidence: null,
});
