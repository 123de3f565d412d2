/**
 * What a mark says when it is pointed at: `η = 0.01, S = 100, seed 2 — ‖H‖ = 41.2`. The part before
 * the dash names the run: marks of the same run light up together across figures, and `seed 2` in it
 * is what the filter by seed reads.
 */
export function tip(run: string, ...facts: readonly string[]): string {
  return facts.length === 0 ? run : `${run} — ${facts.join(', ')}`;
}

/** How a run is named in a tip. */
export function runName(run: {
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
}): string {
  return `η = ${run.learningRate}, S = ${run.batchSize}, seed ${run.seed}`;
}
