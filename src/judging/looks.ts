import {z} from 'zod';

/** A look at the data once so many replicates are there. */
export const Look = z.object({
  replicates: z.int().positive().describe('replicates 1 … n are looked at [runs]'),
  weight: z.number().positive().max(1).describe('its share of the level [1]'),
});
export type Look = Readonly<z.output<typeof Look>>;

/** The p-values of one criterion; null where nothing could be estimated. */
export const PValues = z.object({
  pSupports: z.number().nullable(),
  pContradicts: z.number().nullable(),
});
export type PValues = Readonly<z.output<typeof PValues>>;

/**
 * One p-value from all looks so far: p̄ = min over looks of p/weight, at most 1. Where the weights of all looks that
 * there can be sum to at most 1, P(p̄ ≤ α) ≤ α by the union bound, whenever one stops looking and however the looks
 * depend on each other; and as p̄ never grows, no verdict is undone. Null where no look has a p-value.
 */
export function overLooks(looks: readonly (Pick<Look, 'weight'> & PValues)[]): PValues {
  const least = (direction: keyof PValues) => {
    const found = looks.flatMap(({weight, [direction]: p}) => (p === null ? [] : [p / weight]));
    return found.length === 0 ? null : Math.min(1, ...found);
  };
  return {pSupports: least('pSupports'), pContradicts: least('pContradicts')};
}
