/** A uniform grid of cells along one axis. */
export interface Grid {
  readonly lower: number;
  readonly upper: number;
  readonly cells: number;
}

export const spacing = ({lower, upper, cells}: Grid): number => (upper - lower) / cells;

/** Centres of the cells. */
export const centres = (grid: Grid): Float64Array =>
  Float64Array.from({length: grid.cells}, (_, cell) => grid.lower + (cell + 0.5) * spacing(grid));

export const cellCount = (grids: readonly Grid[]): number =>
  grids.reduce((product, {cells}) => product * cells, 1);

/** Row-major strides: the last axis is the fastest. */
export const strides = (grids: readonly Grid[]): number[] =>
  grids.map((_, axis) => cellCount(grids.slice(axis + 1)));

/** Evaluates `f` at the centre of every cell, row-major. */
export function tabulate(grids: readonly Grid[], f: (point: Float64Array) => number): Float64Array {
  const axes = grids.map(centres);
  const steps = strides(grids);
  const point = new Float64Array(grids.length);
  return Float64Array.from({length: cellCount(grids)}, (_, cell) => {
    for (let axis = 0; axis < grids.length; axis++) {
      point[axis] = axes[axis][Math.floor(cell / steps[axis]) % grids[axis].cells];
    }
    return f(point);
  });
}

/** Share of the rows of `positions` in every cell; a row outside counts for the nearest cell. */
export function histogram(positions: Float64Array, grids: readonly Grid[]): Float64Array {
  const masses = new Float64Array(cellCount(grids));
  const steps = strides(grids);
  const dimension = grids.length;
  const share = dimension / positions.length;
  for (let at = 0; at < positions.length; at += dimension) {
    let cell = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const {lower, upper, cells} = grids[axis];
      const place = Math.floor(((positions[at + axis] - lower) * cells) / (upper - lower));
      cell += steps[axis] * Math.min(cells - 1, Math.max(0, place));
    }
    masses[cell] += share;
  }
  return masses;
}

/** Sums masses of a 1-D grid over blocks of `factor` cells. */
export function coarsen(masses: Float64Array, factor: number): Float64Array {
  const coarse = new Float64Array(Math.ceil(masses.length / factor));
  for (let cell = 0; cell < masses.length; cell++)
    coarse[Math.floor(cell / factor)] += masses[cell];
  return coarse;
}

/** Σ f·mass over cells. */
export function expectation(masses: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < masses.length; cell++) sum += masses[cell] * values[cell];
  return sum;
}
