/** The seeds that occur, ascending. */
export const seedsOf = (rows: readonly {readonly seed: number}[]): number[] =>
  [...new Set(rows.map(({seed}) => seed))].sort((a, b) => a - b);

/** One number a seed from the rows of that seed; seeds for which there is none are left out. */
export function perSeed<Row extends {readonly seed: number}>(
  rows: readonly Row[],
  value: (rows: readonly Row[]) => number | undefined,
): number[] {
  return seedsOf(rows)
    .map((seed) => value(rows.filter((row) => row.seed === seed)) ?? NaN)
    .filter(Number.isFinite);
}
