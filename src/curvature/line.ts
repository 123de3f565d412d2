/** A function of α along the line (1 − α)·θ₁ + α·θ₂, sampled on an increasing grid. */
export interface LineProfile {
  readonly alpha: readonly number[];
  readonly loss: readonly number[];
}

/** How wide the loss is around one end of the line. */
export interface EndWidth {
  /** The connected α-range around the end on which loss ≤ loss(end) + δ. */
  readonly from: number;
  readonly to: number;
  /** Its length, in units of α (‖θ₂ − θ₁‖ in parameter space). */
  readonly width: number;
  /** The range reaches the edge of the grid on this side: the true width is larger. */
  readonly open: {readonly below: boolean; readonly above: boolean};
}

/**
 * Width of the end at `end` (α = 0 or 1): the α-range around it with loss ≤ L_end + δ, its borders
 * interpolated linearly between grid points. A loss that is not finite counts as above the level.
 *
 * @throws RangeError when `end` is not a point of the grid.
 */
export function endWidth({alpha, loss}: LineProfile, end: number, delta: number): EndWidth {
  const at = indexOf(alpha, end);
  const level = loss[at] + delta;
  const border = (step: 1 | -1): {alpha: number; open: boolean} => {
    let inside = at;
    while (inside + step >= 0 && inside + step < alpha.length) {
      const outside = inside + step;
      if (!(loss[outside] <= level)) {
        const rise = loss[outside] - loss[inside];
        const part = Number.isFinite(rise) ? (level - loss[inside]) / rise : 0;
        return {alpha: alpha[inside] + part * (alpha[outside] - alpha[inside]), open: false};
      }
      inside = outside;
    }
    return {alpha: alpha[inside], open: true};
  };
  const below = border(-1);
  const above = border(1);
  return {
    from: below.alpha,
    to: above.alpha,
    width: above.alpha - below.alpha,
    open: {below: below.open, above: above.open},
  };
}

/**
 * Second derivative of the loss with respect to α at `end`: that of the parabola which fits best, by least squares, the
 * points of the range of {@link endWidth} that lie within half the distance of the other end; at least the end and both
 * its neighbours, which is the central difference. A second difference alone sees one grid step only, however wide the
 * end is, and the noise of three losses. Divide by ‖θ₂ − θ₁‖² for the curvature per unit length. A loss that is not finite
 * next to the end gives nothing finite.
 *
 * @throws RangeError when `end` is not an inner point of the grid.
 */
export function curvatureAlong(profile: LineProfile, end: number, delta: number): number {
  const {alpha, loss} = profile;
  const at = indexOf(alpha, end);
  if (at === 0 || at === alpha.length - 1) {
    throw new RangeError(`curvatureAlong: α = ${end} lies on the edge of the grid`);
  }
  const {from, to} = endWidth(profile, end, delta);
  const isNear = (point: number) =>
    point >= from && point <= to && Math.abs(point - end) <= 0.5 + 1e-9;
  const fitted = alpha.flatMap((point, index) =>
    isNear(point) || Math.abs(index - at) <= 1 ? [index] : [],
  );
  return (
    2 *
    leadingCoefficient(
      fitted.map((index) => alpha[index] - end),
      fitted.map((index) => loss[index]),
    )
  );
}

/** The coefficient of x² in the parabola that fits y best, by the orthogonal polynomials over x (Forsythe 1957). */
function leadingCoefficient(x: readonly number[], y: readonly number[]): number {
  const sum = (term: (index: number) => number) =>
    x.reduce((total, _, index) => total + term(index), 0);
  const middle = sum((k) => x[k]) / x.length;
  const linear = x.map((value) => value - middle);
  const square = sum((k) => linear[k] ** 2);
  const shift = sum((k) => x[k] * linear[k] ** 2) / square;
  const quadratic = x.map((value, k) => (value - shift) * linear[k] - square / x.length);
  return sum((k) => quadratic[k] * y[k]) / sum((k) => quadratic[k] ** 2);
}

/** `count` points from `from` to `to`, both included; ends at 0 and 1 are exact when they fall on the grid. */
export const alphaGrid = (from: number, to: number, count: number): number[] =>
  Array.from({length: count}, (_, index) =>
    Number((from + ((to - from) * index) / (count - 1)).toPrecision(12)),
  );

function indexOf(alpha: readonly number[], end: number): number {
  const at = alpha.findIndex((point) => Math.abs(point - end) < 1e-9);
  if (at < 0) throw new RangeError(`α = ${end} is not a point of the grid`);
  return at;
}
