import type {Claim} from './claim.ts';
import type {PValues} from './looks.ts';

/** The p-values of a claim in either direction. */
export interface PPair {
  /** All criteria hold: the largest of their p-values (intersection–union). */
  readonly supports: number;
  /** Some criterion fails: the smallest of their p-values, times their number (Bonferroni). */
  readonly contradicts: number;
}

/** The p-values of a claim from those of its criteria; 1 for what could not be estimated. */
export function pairOf(
  claim: Pick<Claim, 'criteria'>,
  estimates: readonly (PValues & {readonly criterion: string})[],
): PPair {
  const own = claim.criteria.map(({id}) => estimates.find(({criterion}) => criterion === id));
  const contradicts = own.map((estimate) => estimate?.pContradicts ?? 1);
  return {
    supports: Math.max(...own.map((estimate) => estimate?.pSupports ?? 1)),
    contradicts: Math.min(1, contradicts.length * Math.min(...contradicts)),
  };
}
