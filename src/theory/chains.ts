/** Many independent chains that move together, vectorised over chains. */
export interface Chains {
  /** chains×d, row-major; changed in place by `advance`. */
  readonly positions: Float64Array;
  advance(steps: number): void;
}

/** `count` copies of each start in turn: row r stands at `starts[r % starts.length]`. */
export function startAt(starts: readonly (readonly number[])[], count: number): Float64Array {
  return Float64Array.from(
    Array.from({length: count}, (_, row) => starts[row % starts.length]).flat(),
  );
}
