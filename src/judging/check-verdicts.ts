import type {Verdict, Verdicts} from './results.ts';

/** One claim whose verdict is not what was expected; null: the claim is not in that file. */
export interface VerdictDifference {
  readonly claim: string;
  readonly expected: Verdict | null;
  readonly found: Verdict | null;
  /** Why, as the file that has it says. */
  readonly reason: string;
}

/**
 * Claims whose verdict differs between two files, in the order of the expected one. Estimates and
 * p-values may move; only verdicts are compared.
 */
export function verdictDifferences(expected: Verdicts, found: Verdicts): VerdictDifference[] {
  const before = new Map(expected.claims.map((claim) => [claim.claim, claim]));
  const after = new Map(found.claims.map((claim) => [claim.claim, claim]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((claim) => {
    const [was, is] = [before.get(claim), after.get(claim)];
    if (was?.verdict === is?.verdict) return [];
    return [
      {
        claim,
        expected: was?.verdict ?? null,
        found: is?.verdict ?? null,
        reason: (is ?? was)?.reason ?? '',
      },
    ];
  });
}
