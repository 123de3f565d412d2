import type {ClaimVerdict, Estimate, Outcome, Verdicts} from '../../judging/results.ts';
import {declareTable, number, optional, text} from '../../tables/declare.ts';
import type {Table} from '../../tables/table.ts';

/** One criterion of one claim in two sets of verdicts. */
export interface ComparedCriterion {
  readonly claim: string;
  /** Empty for a claim that neither side estimated. */
  readonly criterion: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly estimates: readonly [before: Estimate | undefined, after: Estimate | undefined];
  /** After minus before; null where one is missing. */
  readonly difference: number | null;
  /** The difference in units of its standard error, from both 95% intervals. */
  readonly standardised: number | null;
}

/** Two sets of verdicts side by side, claim by claim in the order of the first; new ones come last. */
export function compareVerdicts(before: Verdicts, after: Verdicts): ComparedCriterion[] {
  const left = new Map(before.claims.map((claim) => [claim.claim, claim]));
  const right = new Map(after.claims.map((claim) => [claim.claim, claim]));
  const ids = new Set([...left.keys(), ...right.keys()]);
  return [...ids].flatMap((id) => compareClaim(id, left.get(id), right.get(id)));
}

function compareClaim(
  claim: string,
  left: ClaimVerdict | undefined,
  right: ClaimVerdict | undefined,
): ComparedCriterion[] {
  const criteria = [left, right].flatMap((side) =>
    (side?.evidence?.estimates ?? []).map(({criterion}) => criterion),
  );
  const names = criteria.length === 0 ? [''] : [...new Set(criteria)];
  return names.map((criterion) => {
    const [before, after] = [left, right].map((side) =>
      side?.evidence?.estimates.find((estimate) => estimate.criterion === criterion),
    );
    return {
      claim,
      criterion,
      before: left?.verdict ?? 'not run',
      after: right?.verdict ?? 'not run',
      estimates: [before, after],
      ...effect(before, after),
    };
  });
}

function effect(before: Estimate | undefined, after: Estimate | undefined) {
  if (typeof before?.value !== 'number' || typeof after?.value !== 'number') {
    return {difference: null, standardised: null};
  }
  const difference = after.value - before.value;
  const error = Math.hypot(standardError(before), standardError(after));
  return {difference, standardised: error > 0 ? difference / error : null};
}

/** Half the 95% interval over the normal quantile; 0 without an interval. */
const standardError = ({interval}: Estimate): number =>
  interval === null ? 0 : (interval[1] - interval[0]) / 2 / 1.959964;

const comparison = declareTable('comparison', 'One criterion of a claim in two sets of verdicts.', {
  claim: text('claim'),
  criterion: text('criterion of the claim'),
  verdictBefore: text('verdict of the first'),
  verdictAfter: text('verdict of the second'),
  before: optional(number('', 'estimate of the first')),
  after: optional(number('', 'estimate of the second')),
  difference: optional(number('', 'second minus first')),
  standardised: optional(number('', 'difference in units of its standard error')),
});

/** The comparison as a tidy table. */
export const comparisonTable = (rows: readonly ComparedCriterion[]): Table =>
  comparison.fill(
    rows.map(({claim, criterion, before, after, estimates, difference, standardised}) => ({
      claim,
      criterion,
      verdictBefore: before,
      verdictAfter: after,
      before: estimates[0]?.value ?? null,
      after: estimates[1]?.value ?? null,
      difference,
      standardised,
    })),
  );
