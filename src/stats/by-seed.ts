import {meanSimple} from 'simple-statistics';

/** The seeds that occur, ascending. */
export const seedsOf = (rows: readonly {readonly seed: number}[]): number[] =>
  distinct(rows.map(({seed}) => seed));

/** One number a seed from the rows of that seed; seeds for which there is none are left out. */
export function perSeed<Row extends {readonly seed: number}>(
  rows: readonly Row[],
  value: (rows: readonly Row[]) => number | undefined,
): number[] {
  return seedsOf(rows)
    .map((seed) => value(rows.filter((row) => row.seed === seed)) ?? NaN)
    .filter(Number.isFinite);
}

/** Distinct values, ascending. */
export const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => a - b);

/** NaN for no values. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : meanSimple(values);
