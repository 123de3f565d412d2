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

/**
 * Seeds × levels: the mean value of every seed at every level. Seeds that lack a level are left out,
 * so that all rows compare the same levels.
 */
export function bySeedAndLevel<Row extends {readonly seed: number}>(
  rows: readonly Row[],
  level: (row: Row) => number,
  value: (row: Row) => number,
): {readonly levels: number[]; readonly values: number[][]} {
  const levels = distinct(rows.map(level));
  const values = seedsOf(rows)
    .map((seed) => {
      const own = rows.filter((row) => row.seed === seed);
      return levels.map((at) => mean(own.filter((row) => level(row) === at).map(value)));
    })
    .filter((means) => means.every(Number.isFinite));
  return {levels, values};
}

/** Distinct values, ascending. */
export const distinct = (values: readonly number[]): number[] =>
  [...new Set(values)].sort((a, b) => a - b);

/** NaN for no values. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : meanSimple(values);
