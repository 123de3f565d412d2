import type {Claim, Criterion} from './claim.ts';
import type {Estimate, Evidence} from './results.ts';

/** A number as a sentence shows it: three significant digits, a real minus sign. */
const short = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');
const shortP = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`);
/** A sentence begins with a capital letter, a sign or a function does not: `β at the onset`, `ln(width)`, `log₁₀ of`. */
const upperFirst = (text: string): string =>
  /^(?!(?:ln|log)\b)(?:a |[a-z]{2})/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;

/** A quantity without the unit of a pure number. */
const named = (quantity: string): string => quantity.replace(/ \[1\]$/, '');

/** The side of its bound on which a quantity should lie. */
function side({expect, bound}: Criterion): string {
  switch (expect) {
    case 'below':
      return `below ${short(bound)}`;
    case 'above':
      return `above ${short(bound)}`;
    case 'within':
      return `within ±${short(bound)}`;
  }
}

/** `The ratio of widths is −0.82 (95% −0.9 to −0.7)`. */
function found({quantity}: Criterion, {value, interval}: Estimate): string {
  const range = interval === null ? '' : ` (95% ${short(interval[0])} to ${short(interval[1])})`;
  return `${upperFirst(named(quantity))}: ${value === null ? 'no estimate' : short(value)}${range}`;
}

/** The criterion on which a verdict turns: the weakest for support, the worst for contradiction. */
function decisive(claim: Claim, {estimates}: Evidence, p: 'pSupports' | 'pContradicts') {
  const pairs = claim.criteria.flatMap((criterion) => {
    const estimate = estimates.find((each) => each.criterion === criterion.id);
    return estimate === undefined ? [] : [{criterion, estimate}];
  });
  const worst = (a: Estimate, b: Estimate) => (a[p] ?? 2) - (b[p] ?? 2);
  const [first] = pairs.toSorted((a, b) =>
    p === 'pSupports' ? worst(b.estimate, a.estimate) : worst(a.estimate, b.estimate),
  );
  return {...first, others: pairs.length - 1};
}

const closing = ({seeds}: Evidence, p: number): string =>
  `${shortP(p)} after correction, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;

/** Why a claim is supported or contradicted, from its numbers. */
export function settledReason(
  claim: Claim,
  evidence: Evidence,
  pAdjusted: number,
  supported: boolean,
): string {
  const {criterion, estimate, others} = decisive(
    claim,
    evidence,
    supported ? 'pSupports' : 'pContradicts',
  );
  const where = supported ? `${side(criterion)} as claimed` : `not ${side(criterion)} as claimed`;
  const rest = supported && others > 0 ? '; the other criteria are clearer still' : '';
  return `${found(criterion, estimate)}, ${where}${rest} (${closing(evidence, pAdjusted)}).`;
}

/** Why a claim stays open, from its numbers. */
export function inconclusiveReason(claim: Claim, evidence: Evidence, pAdjusted: number): string {
  const {criterion, estimate} = decisive(claim, evidence, 'pSupports');
  if (estimate.pSupports === null) {
    return [
      `${upperFirst(named(criterion.quantity))} could not be estimated.`,
      ...evidence.notes,
    ].join(' ');
  }
  return `${found(criterion, estimate)}: whether it lies ${side(criterion)} stays open (${closing(evidence, pAdjusted)}).`;
}

/** Why nothing can be said. */
export function missingReason(evidence: Evidence | null): string {
  if (evidence === null) return 'Its experiment was not run.';
  const {finished, planned} = evidence.cells;
  const first = `No criterion could be estimated: ${finished} of ${planned} runs finished.`;
  return [first, ...evidence.notes].join(' ');
}

/** Why nothing was run. */
export const untestableReason = (profile: string, needs: string): string =>
  `Networks of the size of profile ${profile} cannot show it: it needs profile ${needs}.`;
