import {cellCount, type Grid, spacing, strides, tabulate} from './grid.ts';

export interface FokkerPlanckOptions {
  readonly grids: readonly Grid[];
  /** Drift potential: the drift is −∇L. */
  readonly potential: (point: Float64Array) => number;
  /** D_i(θ) = n·C_ii(θ)/2 for every axis; C is diagonal in these coordinates. */
  readonly diffusion: (point: Float64Array) => readonly number[];
  /** Time step in τ = ηt. */
  readonly step: number;
}

/** The equation on a box with reflecting walls; the unknowns are the masses of the cells. */
export interface FokkerPlanck {
  readonly grids: readonly Grid[];
  readonly step: number;
  /** Moves masses (in place) by `steps` time steps. */
  advance(masses: Float64Array, steps: number): void;
  /**
   * Per axis, the mass that crosses the upper face of each cell per unit of τ, in the direction of
   * the axis; 0 at the wall. It is minus the slides' J, times the area of the face.
   */
  currents(masses: Float64Array): Float64Array[];
}

/** Hopping rates across the upper face of each cell along one axis; 0 at the wall. */
interface AxisRates {
  readonly stride: number;
  readonly cells: number;
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/** x/(eˣ − 1), the Bernoulli function. */
const bernoulli = (x: number): number =>
  Math.abs(x) < 1e-5 ? 1 - x / 2 + (x * x) / 12 : x / Math.expm1(x);

/**
 * Scharfetter–Gummel (Chang–Cooper) fluxes of ∂P/∂τ = ∇·(P∇L) + ∂²(DP)/∂θ²: exponential fitting
 * between neighbouring centres. Both rates are positive, and with constant D they are in detailed
 * balance with exp(−L/D) exactly, whatever the spacing.
 */
function axisRates(options: FokkerPlanckOptions, values: Float64Array, axis: number): AxisRates {
  const {grids, diffusion} = options;
  const stride = strides(grids)[axis];
  const {cells} = grids[axis];
  const inverseArea = 1 / spacing(grids[axis]) ** 2;
  const d = tabulate(grids, (point) => diffusion(point)[axis]);
  const up = new Float64Array(values.length);
  const down = new Float64Array(values.length);
  for (let cell = 0; cell < values.length; cell++) {
    if (Math.floor(cell / stride) % cells === cells - 1) continue;
    const next = cell + stride;
    const rise = (values[next] - values[cell]) / (0.5 * (d[cell] + d[next]));
    up[cell] = d[cell] * inverseArea * bernoulli(rise);
    down[cell] = d[next] * inverseArea * bernoulli(-rise);
  }
  return {stride, cells, up, down};
}

/**
 * Backward Euler along one axis, (I − step·A)p' = p by the Thomas algorithm. The matrix is an
 * M-matrix whose columns sum to 1, so every step keeps masses positive and conserves their sum.
 */
function implicitSweep({stride, cells, up, down}: AxisRates, step: number) {
  const size = up.length;
  const pivots = new Float64Array(size);
  const ratios = new Float64Array(size);
  const starts: number[] = [];
  for (let cell = 0; cell < size; cell++) {
    const place = Math.floor(cell / stride) % cells;
    const before = cell - stride;
    if (place === 0) starts.push(cell);
    const diagonal = 1 + step * (up[cell] + (place === 0 ? 0 : down[before]));
    pivots[cell] = 1 / (place === 0 ? diagonal : diagonal - step * up[before] * ratios[before]);
    ratios[cell] = step * down[cell] * pivots[cell];
  }
  return (masses: Float64Array) => {
    for (const start of starts) {
      const end = start + stride * cells;
      masses[start] *= pivots[start];
      for (let cell = start + stride; cell < end; cell += stride) {
        const before = cell - stride;
        masses[cell] = (masses[cell] + step * up[before] * masses[before]) * pivots[cell];
      }
      for (let cell = end - 2 * stride; cell >= start; cell -= stride) {
        masses[cell] += ratios[cell] * masses[cell + stride];
      }
    }
  };
}

/**
 * The slides' Fokker–Planck equation in τ = ηt, ∂P/∂τ = ∇·(P∇L) + ½n ∇∇:(C P), in any number of
 * dimensions, by finite volumes in space (order 2) and backward Euler in time (order 1), split by
 * axis with the order of the axes reversed every other step.
 */
export function fokkerPlanck(options: FokkerPlanckOptions): FokkerPlanck {
  const {grids, step} = options;
  const values = tabulate(grids, options.potential);
  const rates = grids.map((_, axis) => axisRates(options, values, axis));
  const sweeps = rates.map((axis) => implicitSweep(axis, step));
  const reversed = [...sweeps].reverse();
  let taken = 0;
  return {
    grids,
    step,
    advance(masses, steps) {
      if (masses.length !== cellCount(grids)) {
        throw new RangeError(`fokkerPlanck: ${masses.length} masses, ${cellCount(grids)} cells`);
      }
      for (let count = 0; count < steps; count++) {
        for (const sweep of taken++ % 2 === 0 ? sweeps : reversed) sweep(masses);
      }
    },
    currents: (masses) =>
      rates.map(({stride, up, down}) =>
        masses.map((mass, cell) =>
          up[cell] === 0 ? 0 : up[cell] * mass - down[cell] * masses[cell + stride],
        ),
      ),
  };
}

/** Largest |current| over all faces, in mass per unit of τ. */
export const largestCurrent = (solver: FokkerPlanck, masses: Float64Array): number =>
  Math.max(
    ...solver
      .currents(masses)
      .map((axis) => axis.reduce((most, current) => Math.max(most, Math.abs(current)), 0)),
  );

/**
 * Scales a disturbance to ∑|d| = 1 and takes out the mass that rounding gave it: mass is the mode that
 * never decays, and would outgrow all others in the end.
 */
function normalise(disturbance: Float64Array): void {
  let mass = 0;
  let size = 0;
  for (const d of disturbance) {
    mass += d;
    size += Math.abs(d);
  }
  for (let cell = 0; cell < disturbance.length; cell++) {
    const d = disturbance[cell];
    disturbance[cell] = (d - (mass / size) * Math.abs(d)) / size;
  }
}

export interface Relaxation {
  /** Slowest decay rate of a disturbance, per unit of τ. */
  readonly rate: number;
  /** |change of the estimate in the last iteration| / rate. */
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * The spectral gap of the equation, by power iteration of its backward Euler step on a disturbance
 * of mass zero: a step multiplies the slowest mode by 1/(1 + step·rate). With more than one axis the
 * splitting adds an error of order `step`.
 *
 * @param disturbance masses summing to 0, not orthogonal to the slowest mode; it is consumed.
 */
export function relaxationRate(
  solver: FokkerPlanck,
  disturbance: Float64Array,
  {tolerance = 1e-8, limit = 5000} = {},
): Relaxation {
  const size = (masses: Float64Array) => masses.reduce((sum, mass) => sum + Math.abs(mass), 0);
  let rate = Infinity;
  let residual = Infinity;
  let iterations = 0;
  while (iterations < limit && !(residual < tolerance)) {
    normalise(disturbance);
    solver.advance(disturbance, 2);
    const next = (Math.sqrt(1 / size(disturbance)) - 1) / solver.step;
    residual = Math.abs(next - rate) / next;
    rate = next;
    iterations++;
  }
  return {rate, residual, iterations, converged: residual < tolerance};
}
