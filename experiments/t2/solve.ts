import type {z} from 'zod';
import type {RandomStream} from '../../src/compute/random.ts';
import {totalVariation, wasserstein} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {type FokkerPlanck, fokkerPlanck, largestCurrent} from '../../src/theory/fokker-planck.ts';
import {gibbsTarget, lineGrid} from '../../src/theory/gibbs-target.ts';
import {boltzmann, gibbsMasses, sampleMasses} from '../../src/theory/gibbs.ts';
import {
  centres,
  coarsen,
  expectation,
  type Grid,
  histogram,
  spacing,
  tabulate,
} from '../../src/theory/grid.ts';
import type {Bowl, Landscape} from '../../src/theory/landscape.ts';
import {sgdChains} from '../../src/theory/sgd.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import type {T2Parameters} from './parameters.ts';

type Parameters = z.output<typeof T2Parameters>;

export const axis = (cells: number): Grid => ({lower: -6, upper: 6, cells});
/** Long enough, at the temperatures used, for every disturbance to fall below rounding. */
const restTime = 1000;
export const softness = 0.3;

const solverOf = (
  landscape: Landscape,
  temperature: number,
  grids: readonly Grid[],
  step: number,
) =>
  fokkerPlanck({
    grids,
    potential: (point) => landscape.value(point),
    diffusion: () => grids.map(() => temperature),
    step,
  });

const between = (stream: RandomStream, low: number, high: number) =>
  low + (high - low) * stream.uniform();

/** A bowl with a random centre, depth and (positive definite, tilted) curvature. */
export function randomBowl(stream: RandomStream, dimension: number): Bowl {
  const widths = Array.from({length: dimension}, () => between(stream, 1, 5));
  const tilt = dimension === 1 ? 0 : between(stream, -0.8, 0.8) * Math.min(...widths);
  return {
    centre: widths.map(() => between(stream, -1.2, 1.2)),
    curvature: widths.map((width, i) => widths.map((_, j) => (i === j ? width : tilt))),
    depth: between(stream, 0, 0.4),
  };
}

/** A Gaussian blob of variance 0.1, where nothing of the loss is known yet. */
export function randomStart(stream: RandomStream, grids: readonly Grid[]): Float64Array {
  const centre = grids.map(() => between(stream, -1.5, 1.5));
  const squares = (point: Float64Array) =>
    centre.reduce((sum, middle, i) => sum + (point[i] - middle) ** 2, 0);
  return boltzmann(tabulate(grids, squares), 0.2);
}

/** Distance to Gibbs and largest current at rest, the latter over that of the start. */
export function rest(
  landscape: Landscape,
  temperature: number,
  grids: readonly Grid[],
  start: Float64Array,
) {
  const solver = solverOf(landscape, temperature, grids, grids.length === 1 ? 5 : 1);
  const masses = Float64Array.from(start);
  const before = largestCurrent(solver, masses);
  solver.advance(masses, restTime / solver.step);
  const distance = totalVariation(masses, gibbsMasses(landscape, temperature, grids));
  return {distance, current: largestCurrent(solver, masses) / before};
}

/** Order of convergence in space from three grids, the time step shrinking as the cell's square. */
export function convergenceOrder(
  landscape: Landscape,
  temperature: number,
  draw: () => RandomStream,
) {
  const [coarse, middle, fine] = [1, 2, 4].map((factor) => {
    const grids = [axis(150 * factor)];
    const steps = 50 * factor * factor;
    const masses = randomStart(draw(), grids);
    solverOf(landscape, temperature, grids, 0.5 / steps).advance(masses, steps);
    return coarsen(masses, factor);
  });
  return Math.log2(totalVariation(coarse, middle) / totalVariation(middle, fine));
}

/** W1 between SGD and the equation at every time, over the standard deviation of the Gibbs law. */
export function compareWithSgd(
  {temperature, learningRate, batchSize, times, cells, examples, chains}: Parameters,
  landscape: Landscape,
  start: Float64Array,
  stream: RandomStream,
) {
  const grid = axis(cells);
  const solver = solverOf(landscape, temperature, [grid], learningRate / 2);
  const masses = Float64Array.from(start);
  const gradientVariance = (2 * temperature * batchSize) / learningRate;
  const sgd = sgdChains(
    {
      landscape,
      examples: drawExamples(stream, examples, [[gradientVariance]], 'normal'),
      learningRate,
      batchSize,
      sampling: 'with-replacement',
      momentum: 0,
    },
    sampleMasses(start, grid, chains, stream),
    stream,
  );
  let steps = 0;
  return times.map((time) => {
    const more = Math.round(time / learningRate) - steps;
    steps += more;
    sgd.advance(more);
    solver.advance(masses, 2 * more);
    const scale = deviation(gibbsMasses(landscape, temperature, [grid]), grid);
    const distanceOf = (positions: Float64Array) =>
      wasserstein(histogram(positions, [grid]), masses, spacing(grid)) / scale;
    return {
      time,
      distance: distanceOf(sgd.positions),
      floor: distanceOf(sampleMasses(masses, grid, chains, stream)),
    };
  });
}

function deviation(masses: Float64Array, grid: Grid): number {
  const points = centres(grid);
  const mean = expectation(masses, points);
  return Math.sqrt(
    expectation(
      masses,
      points.map((x) => (x - mean) ** 2),
    ),
  );
}

/** The two basins of the slides, from a start in the sharp one: densities, distance and current in time. */
export function relaxationOnLine({temperature, times}: Parameters) {
  const target = gibbsTarget(temperature);
  const step = 0.005;
  const solver: FokkerPlanck = solverOf(basinsOnLine.landscape, temperature, [lineGrid], step);
  const start = basinsOnLine.sharp.point[0];
  const masses = boltzmann(
    tabulate([lineGrid], ([x]) => (x - start) ** 2),
    0.05,
  );
  const long = [...times, ...[1, 2, 3, 4, 5, 6].map((count) => 3 * count * target.relaxation)];
  let steps = 0;
  const points = centres(lineGrid);
  return [0, ...long.sort((a, b) => a - b)].map((time) => {
    const more = Math.round(time / step) - steps;
    steps += more;
    solver.advance(masses, more);
    return {
      time,
      distance: totalVariation(masses, target.gibbs),
      current: largestCurrent(solver, masses),
      predicted: 1 / target.relaxation,
      density: Array.from(points, (theta, cell) => ({
        time,
        theta,
        density: masses[cell] / spacing(lineGrid),
        gibbs: target.gibbs[cell] / spacing(lineGrid),
      })).filter((_, cell) => cell % 4 === 0),
    };
  });
}
