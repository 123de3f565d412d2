import {searchTest, type SearchTest} from './search.ts';

/**
 * Is there a peak strictly inside the grid? At an inner cell, `rise` is its outcome less that of the
 * first cell, `fall` its outcome less that of the last, seed by seed; both must be above zero. The
 * tests come as [rise, fall], corrected for looking for the cell; `place` is the index of the cell.
 *
 * @param outcomes seeds × cells, cells in the order of n
 * @param resolution the step in which an outcome can move
 */
export function interiorPeakTest(
  outcomes: readonly (readonly number[])[],
  resolution: number,
): SearchTest | undefined {
  if (outcomes.length === 0) return undefined;
  const cells = Math.min(...outcomes.map((row) => row.length));
  const inner = Array.from({length: Math.max(0, cells - 2)}, (_, index) => index + 1);
  const difference = (cell: number, end: number) => ({
    values: outcomes.map((row) => row[cell] - row[end]),
    bound: 0,
    resolution,
  });
  const found = searchTest(inner.map((cell) => [difference(cell, 0), difference(cell, cells - 1)]));
  return found && {...found, place: found.place + 1};
}
