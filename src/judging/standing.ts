import {level} from './level.ts';
import type {ClaimVerdict, Evidence} from './results.ts';

/**
 * How a claim stands, in the order of the report. Where no verdict was reached, the p-values before the correction
 * for the number of claims tell which way it leans: `leans for` when that of "it holds" is at most 5% and that of "it
 * fails" is not, `leans against` the other way round, `open` otherwise.
 */
export const standings = [
  'supported',
  'contradicted',
  'leans for',
  'leans against',
  'open',
  'not testable',
  'not run',
] as const;
export type Standing = (typeof standings)[number];

type Decided = Pick<ClaimVerdict, 'verdict' | 'evidence'>;

export function standingOf({verdict, evidence}: Decided): Standing {
  const same = standings.find((standing) => standing === verdict);
  if (same !== undefined) return same;
  const {holds, fails} = uncorrected(evidence);
  if (holds <= level && fails > level) return 'leans for';
  if (fails <= level && holds > level) return 'leans against';
  return 'open';
}

/** Whether what was seen lies on the side of the claim, however surely; undefined when nothing was estimated. */
export function seenSide({
  evidence,
}: Pick<ClaimVerdict, 'evidence'>): 'for' | 'against' | undefined {
  const {holds, fails} = uncorrected(evidence);
  if (holds === 1 && fails === 1) return undefined;
  return holds <= fails ? 'for' : 'against';
}

/** Of a claim whose criteria all must hold: intersection–union, and Bonferroni over ways to fail. */
function uncorrected(evidence: Evidence | null): {holds: number; fails: number} {
  const estimates = evidence?.estimates ?? [];
  if (estimates.length === 0) return {holds: 1, fails: 1};
  return {
    holds: Math.max(...estimates.map(({pSupports}) => pSupports ?? 1)),
    fails: Math.min(
      1,
      estimates.length * Math.min(...estimates.map(({pContradicts}) => pContradicts ?? 1)),
    ),
  };
}
