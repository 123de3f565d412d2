/** Many independent chains that move together, vectorised over chains. */
export interface Chains {
  /** chains×d, row-major; changed in place by `advance`. */
  readonly positions: Float64Array;
  advance(steps: number): void;
}

/** `count` chains: row r stands at `starts[r % starts.length]`. */
export function startAt(starts: readonly (readonly number[])[], count: number): Float64Array {
  return Float64Array.from(
    Array.from({length: count}, (_, row) => starts[row % starts.length]).flat(),
  );
}

/** When chains are looked at, in steps. */
export interface Schedule {
  readonly burnIn: number;
  readonly interval: number;
  readonly snapshots: number;
}

/**
 * Runs the burn-in, then looks `snapshots` times, an interval apart.
 * Returns (snapshots·chains)×d positions, snapshot after snapshot.
 */
export function record(chains: Chains, {burnIn, interval, snapshots}: Schedule): Float64Array {
  const {length} = chains.positions;
  const positions = new Float64Array(length * snapshots);
  chains.advance(burnIn);
  for (let snapshot = 0; snapshot < snapshots; snapshot++) {
    chains.advance(interval);
    positions.set(chains.positions, snapshot * length);
  }
  return positions;
}
