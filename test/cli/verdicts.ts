import type {Outcome, Verdicts} from '../../src/judging/results.ts';

/** Verdicts without evidence, by claim. */
export function verdicts(given: Record<string, Outcome>, profile = 'quick'): Verdicts {
  const claims = Object.entries(given).map(([claim, verdict]) => ({
    claim,
    family: 'all',
    verdict,
    small: false,
    fragile: false,
    reason: `because of ${claim}`,
    pAdjusted: null,
    adjusted: null,
    evidence: null,
  }));
  return {profile, claims};
}
