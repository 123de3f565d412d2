import {determinant, type Matrix} from './linear-algebra.ts';

/** A loss L over R^d with all that theory needs of it. */
export interface Landscape {
  readonly dimension: number;
  value(point: ArrayLike<number>): number;
  /** Writes ∇L at every row of `points` (count×d, row-major) into `gradients`, of the same shape. */
  gradients(points: Float64Array, gradients: Float64Array): void;
  /** d×d, exact. */
  hessian(point: ArrayLike<number>): Matrix;
}

/** A quadratic bowl: depth + ½(θ − centre)ᵀ·curvature·(θ − centre). */
export interface Bowl {
  readonly centre: readonly number[];
  readonly curvature: Matrix;
  readonly depth: number;
}

/** Bowls as flat arrays, with room for what is found at one point. */
interface Packed {
  readonly count: number;
  readonly dimension: number;
  readonly softness: number;
  /** count×d. */
  readonly centres: Float64Array;
  /** count×d×d. */
  readonly curvatures: Float64Array;
  readonly depths: Float64Array;
  /** The gradient of each bowl, count×d; overwritten. */
  readonly slopes: Float64Array;
  /** The share of each bowl; overwritten. */
  readonly weights: Float64Array;
}

const pack = (bowls: readonly Bowl[], softness: number): Packed => ({
  count: bowls.length,
  dimension: bowls[0].centre.length,
  softness,
  centres: Float64Array.from(bowls.flatMap(({centre}) => centre)),
  curvatures: Float64Array.from(bowls.flatMap(({curvature}) => curvature.flat())),
  depths: Float64Array.from(bowls, ({depth}) => depth),
  slopes: new Float64Array(bowls.length * bowls[0].centre.length),
  weights: new Float64Array(bowls.length),
});

type Evaluate = (points: ArrayLike<number>, offset: number) => number;

/** Fills `slopes` and `weights` at the point that stands at `offset`; returns L. */
function evaluation(packed: Packed): Evaluate {
  // Taken apart once, not at every point.
  const {count, dimension, softness, centres, curvatures, depths, slopes, weights} = packed;
  return (points, offset) => {
    let least = Infinity;
    for (let b = 0; b < count; b++) {
      let height = depths[b];
      for (let i = 0; i < dimension; i++) {
        let slope = 0;
        for (let j = 0; j < dimension; j++) {
          const distance = points[offset + j] - centres[b * dimension + j];
          slope += curvatures[(b * dimension + i) * dimension + j] * distance;
        }
        slopes[b * dimension + i] = slope;
        height += 0.5 * slope * (points[offset + i] - centres[b * dimension + i]);
      }
      weights[b] = height;
      if (height < least) least = height;
    }
    let total = 0;
    for (let b = 0; b < count; b++) {
      weights[b] = weights[b] === least ? 1 : Math.exp((least - weights[b]) / softness);
      total += weights[b];
    }
    for (let b = 0; b < count; b++) weights[b] /= total;
    return least - softness * Math.log(total);
  };
}

/** The gradient along one axis, of what an evaluation found. */
function slopeAlong({count, dimension, slopes, weights}: Packed): (axis: number) => number {
  return (axis) => {
    let sum = 0;
    for (let b = 0; b < count; b++) sum += weights[b] * slopes[b * dimension + axis];
    return sum;
  };
}

/** The gradients of `slopeAlong` on a line, where most of the simulations run. */
function gradientsOnLine(packed: Packed, points: Float64Array, gradients: Float64Array): void {
  const {count, softness, centres, curvatures, depths, slopes, weights} = packed;
  for (let at = 0; at < points.length; at++) {
    let least = Infinity;
    for (let b = 0; b < count; b++) {
      const distance = points[at] - centres[b];
      slopes[b] = curvatures[b] * distance;
      weights[b] = depths[b] + 0.5 * slopes[b] * distance;
      if (weights[b] < least) least = weights[b];
    }
    let total = 0;
    let sum = 0;
    for (let b = 0; b < count; b++) {
      const weight = weights[b] === least ? 1 : Math.exp((least - weights[b]) / softness);
      total += weight;
      sum += weight * slopes[b];
    }
    gradients[at] = sum / total;
  }
}

/**
 * The soft minimum of bowls, L = −s·log Σ exp(−q_i/s). Near each centre it is that bowl to within
 * exp(−gap/s), so widths and depths are known; between them lies a smooth saddle; far away the
 * gradient grows linearly, so that SGD with a small learning rate is ergodic. One bowl: a quadratic.
 *
 * @param softness s > 0, in units of loss; a small s makes the saddles sharp.
 * @throws RangeError when the determinant of a bowl is not positive
 */
export function softMinimum(bowls: readonly Bowl[], softness: number): Landscape {
  for (const {curvature} of bowls) {
    if (!(determinant(curvature) > 0)) throw new RangeError('softMinimum: a bowl is degenerate');
  }
  const packed = pack(bowls, softness);
  const evaluate = evaluation(packed);
  const meanSlope = slopeAlong(packed);
  const {dimension, slopes, weights} = packed;
  const axes = Array.from({length: dimension}, (_, axis) => axis);
  return {
    dimension,
    value: (point) => evaluate(point, 0),
    gradients(points, gradients) {
      if (dimension === 1) {
        gradientsOnLine(packed, points, gradients);
        return;
      }
      for (let offset = 0; offset < points.length; offset += dimension) {
        evaluate(points, offset);
        for (let i = 0; i < dimension; i++) gradients[offset + i] = meanSlope(i);
      }
    },
    hessian(point) {
      evaluate(point, 0);
      const mean = axes.map(meanSlope);
      return axes.map((i) =>
        axes.map((j) =>
          bowls.reduce((sum, {curvature}, b) => {
            const spread =
              (slopes[b * dimension + i] - mean[i]) * (slopes[b * dimension + j] - mean[j]);
            return sum + weights[b] * (curvature[i][j] - spread / softness);
          }, 0),
        ),
      );
    },
  };
}

/** L = ½θᵀAθ. */
export const quadratic = (curvature: Matrix): Landscape =>
  softMinimum([{centre: curvature.map(() => 0), curvature, depth: 0}], 1);

/** The gradient at one point. */
export function gradientAt(landscape: Landscape, point: ArrayLike<number>): Float64Array {
  const gradient = new Float64Array(landscape.dimension);
  landscape.gradients(Float64Array.from(point), gradient);
  return gradient;
}

/** The same loss in coordinates φ with θ = M·φ: gradient Mᵀ∇L, Hessian MᵀHM. */
export function reparametrized(landscape: Landscape, map: Matrix): Landscape {
  const {dimension} = landscape;
  const flat = Float64Array.from(map.flat());
  const forward = (points: ArrayLike<number>, out: Float64Array) => {
    for (let offset = 0; offset < points.length; offset += dimension) {
      for (let i = 0; i < dimension; i++) {
        let sum = 0;
        for (let j = 0; j < dimension; j++) sum += flat[i * dimension + j] * points[offset + j];
        out[offset + i] = sum;
      }
    }
    return out;
  };
  let images = new Float64Array(0);
  let slopes = new Float64Array(0);
  return {
    dimension,
    value: (point) => landscape.value(forward(point, new Float64Array(dimension))),
    gradients(points, gradients) {
      if (images.length !== points.length) {
        images = new Float64Array(points.length);
        slopes = new Float64Array(points.length);
      }
      landscape.gradients(forward(points, images), slopes);
      for (let offset = 0; offset < points.length; offset += dimension) {
        for (let j = 0; j < dimension; j++) {
          let sum = 0;
          for (let i = 0; i < dimension; i++) sum += flat[i * dimension + j] * slopes[offset + i];
          gradients[offset + j] = sum;
        }
      }
    },
    hessian(point) {
      const inner = landscape.hessian(forward(point, new Float64Array(dimension)));
      return map[0].map((_, i) =>
        map[0].map((__, j) =>
          map.reduce(
            (sum, row, k) =>
              sum + row[i] * inner[k].reduce((rest, entry, l) => rest + entry * map[l][j], 0),
            0,
          ),
        ),
      );
    },
  };
}
