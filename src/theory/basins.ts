import {centres, type Grid, spacing} from './grid.ts';
import {gradientAt, type Landscape} from './landscape.ts';
import {determinant, type Matrix, solve, symmetricEigenvalues} from './linear-algebra.ts';

/** A point where ∇L = 0, with what the formulas of the slides need there. */
export interface CriticalPoint {
  readonly point: readonly number[];
  readonly value: number;
  readonly hessian: Matrix;
  /** det H; negative at a saddle of index 1. */
  readonly determinant: number;
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Newton's method from `start`, at most 50 steps, until |∇L| < 1e-11. */
export function criticalPoint(landscape: Landscape, start: readonly number[]): CriticalPoint {
  let point = [...start];
  let iterations = 0;
  const slope = () => Math.hypot(...gradientAt(landscape, point));
  for (; iterations < 50 && slope() > 1e-11; iterations++) {
    const gradient = Array.from(gradientAt(landscape, point), (entry) => [entry]);
    const move = solve(landscape.hessian(point), gradient);
    point = point.map((coordinate, i) => coordinate - move[i][0]);
  }
  const hessian = landscape.hessian(point);
  const residual = slope();
  return {
    point,
    value: landscape.value(point),
    hessian,
    determinant: determinant(hessian),
    residual,
    iterations,
    converged: residual <= 1e-11,
  };
}

/** log(p_A/p_B) = ½log(det H_B/det H_A) + (L_B − L_A)/T (slide "Ratio of Probabilities"). */
export const laplaceLogOdds = (a: CriticalPoint, b: CriticalPoint, temperature: number): number =>
  0.5 * Math.log(b.determinant / a.determinant) + (b.value - a.value) / temperature;

/**
 * The n above which the wider and shallower A is likelier than B:
 * n = 4(L_A − L_B)/(σ² log(det H_B/det H_A)). Positive only when A is both wider and shallower.
 */
export const crossingNoise = (
  a: CriticalPoint,
  b: CriticalPoint,
  gradientVariance: number,
): number =>
  (4 * (a.value - b.value)) / (gradientVariance * Math.log(b.determinant / a.determinant));

/**
 * Eyring–Kramers rate of escape per unit of τ = ηt, in any dimension:
 * |λ₋|/(2π)·√(det H_min/|det H_saddle|)·exp(−(L_saddle − L_min)/T), valid as T → 0.
 *
 * @throws RangeError when `saddle` is not of index 1.
 */
export function kramersRate(
  minimum: CriticalPoint,
  saddle: CriticalPoint,
  temperature: number,
): number {
  const eigenvalues = symmetricEigenvalues(saddle.hessian);
  if (eigenvalues.filter((value) => value < 0).length !== 1) {
    throw new RangeError(
      `kramersRate: saddle of index other than 1, eigenvalues ${eigenvalues.join(', ')}`,
    );
  }
  const prefactor =
    (-eigenvalues[0] / (2 * Math.PI)) *
    Math.sqrt(minimum.determinant / Math.abs(saddle.determinant));
  return prefactor * Math.exp((minimum.value - saddle.value) / temperature);
}

/**
 * Mean time in τ = ηt until the SDE in one dimension, started at `from`, first reaches `to`:
 * (1/T)∫ dy e^{L(y)/T} ∫ dz e^{−L(z)/T}, over y between the two and z behind y (midpoint rule).
 */
export function meanFirstPassage(
  landscape: Landscape,
  temperature: number,
  from: number,
  to: number,
  grid: Grid,
): number {
  const width = spacing(grid);
  const points = from < to ? centres(grid) : centres(grid).reverse();
  const passed = (y: number) => (from < to ? y > from && y < to : y < from && y > to);
  let behind = 0;
  let time = 0;
  for (const y of points) {
    const weight = Math.exp(-landscape.value([y]) / temperature) * width;
    if (passed(y)) time += ((behind + 0.5 * weight) / weight) * width * width;
    behind += weight;
  }
  return time / temperature;
}
