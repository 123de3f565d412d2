import {isFragile} from './fragile.ts';
import type {ClaimVerdict, Outcome, Verdicts} from './results.ts';

/**
 * How a verdict came to differ, the worst first. `turned over`: supported is contradicted or the
 * reverse. `changed`: a claim was decided and is open, not run or gone, or the reverse. `fragile`:
 * decided and inconclusive, with a corrected p so near the level that another CPU may do it.
 */
export const changeKinds = ['turned over', 'changed', 'fragile'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One claim whose verdict is not what was expected. */
export interface VerdictChange {
  readonly claim: string;
  readonly kind: ChangeKind;
  /** Null: the claim is not in that file. */
  readonly expected: Outcome | null;
  readonly found: Outcome | null;
  /** Corrected p-values of what was or is decided; null where a file has none. */
  readonly p: {readonly expected: number | null; readonly found: number | null};
  /** Why, as the file that was found says; when the claim is gone, as the other does. */
  readonly reason: string;
}

/**
 * Claims whose verdict differs between two files: the worst kind first, then in the order of the
 * expected file. Estimates and p-values may move; only verdicts are compared.
 */
export function verdictChanges(expected: Verdicts, found: Verdicts): VerdictChange[] {
  const before = new Map(expected.claims.map((claim) => [claim.claim, claim]));
  const after = new Map(found.claims.map((claim) => [claim.claim, claim]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((claim) => {
      const [was, is] = [before.get(claim), after.get(claim)];
      return was?.verdict === is?.verdict ? [] : [changeOf(claim, was, is)];
    })
    .toSorted((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind));
}

type Direction = 'supports' | 'contradicts';

function changeOf(
  claim: string,
  was: ClaimVerdict | undefined,
  is: ClaimVerdict | undefined,
): VerdictChange {
  const [from, to] = [directionOf(was), directionOf(is)];
  const p = {expected: correctedP(was, from ?? to), found: correctedP(is, to ?? from)};
  return {
    claim,
    kind: from !== undefined && to !== undefined ? 'turned over' : crossingKind(p),
    expected: was?.verdict ?? null,
    found: is?.verdict ?? null,
    p,
    reason: (is ?? was)?.reason ?? '',
  };
}

/** Which of the two files is the expected one must not matter; what lost its p did not cross the level. */
const crossingKind = ({expected, found}: VerdictChange['p']): ChangeKind =>
  expected !== null && found !== null && (isFragile(expected) || isFragile(found))
    ? 'fragile'
    : 'changed';

/** What a verdict decides; undefined for one that decides nothing. */
function directionOf(claim: ClaimVerdict | undefined): Direction | undefined {
  if (claim?.verdict === 'supported') return 'supports';
  return claim?.verdict === 'contradicted' ? 'contradicts' : undefined;
}

/** An older file holds the p of its verdict alone, which for an open claim is that of "it holds". */
function correctedP(
  claim: ClaimVerdict | undefined,
  direction: Direction | undefined,
): number | null {
  if (claim === undefined || direction === undefined) return null;
  if (claim.adjusted !== null) return claim.adjusted[direction];
  return (directionOf(claim) ?? 'supports') === direction ? claim.pAdjusted : null;
}
