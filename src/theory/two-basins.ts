import {type CriticalPoint, criticalPoint} from './basins.ts';
import {type Bowl, type Landscape, reparametrized, softMinimum} from './landscape.ts';
import {type Matrix, solve} from './linear-algebra.ts';

/**
 * The picture of the slides "Boltzmann-Gibbs distribution" and "Probability ending in a region":
 * a sharp deep minimum (B in p_A/p_B) and a wide shallow one (A), with the saddle between them.
 */
export interface TwoBasins {
  readonly landscape: Landscape;
  readonly sharp: CriticalPoint;
  readonly wide: CriticalPoint;
  readonly saddle: CriticalPoint;
  /**
   * Whether the wide bowl is the lower one at the point that stands at `offset` (0 unless told
   * otherwise): its basin, up to the softness of the minimum.
   */
  readonly inWide: (points: ArrayLike<number>, offset?: number) => boolean;
}

/** The height of a bowl at the point that stands at `offset`. */
function height(
  {centre, curvature, depth}: Bowl,
  points: ArrayLike<number>,
  offset: number,
): number {
  let sum = depth;
  for (let i = 0; i < centre.length; i++) {
    let slope = 0;
    for (let j = 0; j < centre.length; j++) {
      slope += curvature[i][j] * (points[offset + j] - centre[j]);
    }
    sum += 0.5 * slope * (points[offset + i] - centre[i]);
  }
  return sum;
}

function twoBasins(sharp: Bowl, wide: Bowl, softness: number): TwoBasins {
  const landscape = softMinimum([sharp, wide], softness);
  const inWide = (points: ArrayLike<number>, offset = 0) =>
    height(wide, points, offset) < height(sharp, points, offset);
  const between = (share: number) =>
    sharp.centre.map((from, i) => from + share * (wide.centre[i] - from));
  // The ridge crosses the segment where the two bowls are equally high: bisection, then Newton.
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 40; halving++) {
    const middle = (low + high) / 2;
    if (inWide(between(middle))) high = middle;
    else low = middle;
  }
  return {
    landscape,
    sharp: criticalPoint(landscape, sharp.centre),
    wide: criticalPoint(landscape, wide.centre),
    saddle: criticalPoint(landscape, between(low)),
    inWide,
  };
}

/** On a line: curvatures 8 and 1, so that the wide one wins above T = 0.25/½log 8 = 0.24. */
export const basinsOnLine: TwoBasins = twoBasins(
  {centre: [-1], curvature: [[8]], depth: 0},
  {centre: [1.2], curvature: [[1]], depth: 0.25},
  0.3,
);

/** In the plane, with tilted axes of different lengths: det H is 20 in the one, 1.28 in the other. */
export const basinsInPlane: TwoBasins = twoBasins(
  {
    centre: [-1, 0],
    curvature: [
      [6, 2],
      [2, 4],
    ],
    depth: 0,
  },
  {
    centre: [1, 0.6],
    curvature: [
      [1.2, -0.4],
      [-0.4, 1.2],
    ],
    depth: 0.35,
  },
  0.3,
);

/**
 * The same two basins in coordinates φ, θ = M·φ (slide "Ratio of Probabilities": p_A/p_B does not
 * depend on them).
 */
export function mapBasins(
  {landscape, sharp, wide, saddle, inWide}: TwoBasins,
  map: Matrix,
): TwoBasins {
  const mapped = reparametrized(landscape, map);
  const back = ({point}: CriticalPoint) =>
    criticalPoint(
      mapped,
      solve(
        map,
        point.map((x) => [x]),
      ).map(([x]) => x),
    );
  return {
    landscape: mapped,
    sharp: back(sharp),
    wide: back(wide),
    saddle: back(saddle),
    inWide: (points, offset = 0) =>
      inWide(map.map((row) => row.reduce((sum, entry, j) => sum + entry * points[offset + j], 0))),
  };
}
