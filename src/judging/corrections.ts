import {benjaminiHochberg} from '../stats/benjamini-hochberg.ts';
import {holm} from '../stats/holm.ts';
import type {Claim} from './claim.ts';
import {decisionOf} from './judge.ts';
import type {ClaimVerdict, Outcome, Verdicts} from './results.ts';
import {pairOf, type PPair} from './tested.ts';

/** What one claim would be under each correction for many claims. */
export interface Corrected {
  readonly claim: string;
  /** For nothing: neither for other claims nor for earlier looks. */
  readonly uncorrected: Outcome;
  /** Holm in its family: the verdict of the report. */
  readonly family: Outcome;
  /** Holm over all claims. */
  readonly all: Outcome;
  /** Benjamini–Hochberg over all claims. */
  readonly falseDiscovery: Outcome;
}

/** Every claim under other corrections, each direction by itself as in the report. Shown, never judged by. */
export function underCorrections(claims: readonly Claim[], verdicts: Verdicts): Corrected[] {
  const results = new Map(verdicts.claims.map((result) => [result.claim, result]));
  const pairs = claims.map((claim) =>
    pairOf(claim, results.get(claim.id)?.evidence?.estimates ?? []),
  );
  const all = byDirection(pairs, holm);
  const falseDiscovery = byDirection(pairs, benjaminiHochberg);
  return claims.map((claim, index) => {
    const result = results.get(claim.id);
    const verdict = result?.verdict ?? 'not run';
    const under = (pair: PPair): Outcome =>
      (result?.adjusted ?? null) === null ? verdict : decisionOf(claim, pair).verdict;
    return {
      claim: claim.id,
      uncorrected: under(pairOf(claim, lastLook(result))),
      family: verdict,
      all: under(all[index]),
      falseDiscovery: under(falseDiscovery[index]),
    };
  });
}

/** Estimates with the p-values of all seeds, before any correction. */
const lastLook = (result: ClaimVerdict | undefined) =>
  (result?.evidence?.estimates ?? []).map(({criterion, looks, ...p}) => {
    const {pSupports, pContradicts} = looks?.at(-1) ?? p;
    return {criterion, pSupports, pContradicts};
  });

function byDirection(
  pairs: readonly PPair[],
  correct: (pValues: readonly number[]) => number[],
): PPair[] {
  const supports = correct(pairs.map((pair) => pair.supports));
  const contradicts = correct(pairs.map((pair) => pair.contradicts));
  return pairs.map((_, index) => ({supports: supports[index], contradicts: contradicts[index]}));
}
