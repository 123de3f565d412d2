/** A sampled curve: `x` in the order of travel (epochs, α), `y` beside it. */
export interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * The x at which the curve first reaches `level` from below, linearly between samples; undefined
 * when it never does. A curve that starts at or above the level reaches it at its first x.
 */
export function firstReach({x, y}: Curve, level: number): number | undefined {
  const index = y.findIndex((value) => value >= level);
  if (index <= 0) return x[index];
  return between({x: y, y: x}, index, level);
}

/** The curve's value at `at`, linearly between samples of ascending x; undefined outside of them. */
export function valueAt(curve: Curve, at: number): number | undefined {
  const index = curve.x.findIndex((value) => value >= at);
  if (index <= 0) return curve.x[index] === at ? curve.y[index] : undefined;
  return between(curve, index, at);
}

/** Linear between the samples index − 1 and index. */
function between({x, y}: Curve, index: number, at: number): number {
  const [left = NaN, right = NaN] = x.slice(index - 1, index + 1);
  const [from = NaN, to = NaN] = y.slice(index - 1, index + 1);
  return from + ((at - left) / (right - left)) * (to - from);
}
