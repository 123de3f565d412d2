import type {z} from 'zod';
import {type RandomStream, randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
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
import {type Bowl, type Landscape, softMinimum} from '../../src/theory/landscape.ts';
import {sgdChains} from '../../src/theory/sgd.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {solveFokkerPlanck} from './stage.ts';

type Parameters = z.output<(typeof solveFokkerPlanck)['parameters']>;

const axis = (cells: number): Grid => ({lower: -6, upper: 6, cells});
/** Long enough, at the temperatures used, for every disturbance to fall below rounding. */
const restTime = 1000;
const softness = 0.3;

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
function randomBowl(stream: RandomStream, dimension: number): Bowl {
  const widths = Array.from({length: dimension}, () => between(stream, 1, 5));
  const tilt = dimension === 1 ? 0 : between(stream, -0.8, 0.8) * Math.min(...widths);
  return {
    centre: widths.map(() => between(stream, -1.2, 1.2)),
    curvature: widths.map((width, i) => widths.map((_, j) => (i === j ? width : tilt))),
    depth: between(stream, 0, 0.4),
  };
}

/** A Gaussian blob of variance 0.1, where nothing of the loss is known yet. */
function randomStart(stream: RandomStream, grids: readonly Grid[]): Float64Array {
  const centre = grids.map(() => between(stream, -1.5, 1.5));
  const squares = (point: Float64Array) =>
    centre.reduce((sum, middle, i) => sum + (point[i] - middle) ** 2, 0);
  return boltzmann(tabulate(grids, squares), 0.2);
}

/** Distance to Gibbs and largest current at rest, the latter over that of the start. */
function rest(
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
function convergenceOrder(landscape: Landscape, temperature: number, draw: () => RandomStream) {
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
function compareWithSgd(
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
function relaxationOnLine({temperature, times}: Parameters) {
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

const decades = (value: number) => Math.log10(Math.max(value, Number.EPSILON));

export default (async ({parameters, outputs, seed, progress}) => {
  const {temperature, cells, replicates, times} = parameters;
  const line = [axis(cells)];
  const plane = [axis(cells / 4), axis(cells / 4)];
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'random losses');
    const stream = (name: string) => randomStream(seed, replicate, name);
    const bowls = (dimension: number, count: number) => {
      const own = stream(`loss in ${dimension}`);
      return Array.from({length: count}, () => randomBowl(own, dimension));
    };
    const onLine = softMinimum(bowls(1, 3), softness);
    const inPlane = softMinimum(bowls(2, 3), softness);
    const start = randomStart(stream('start'), line);
    return {
      rests: [
        rest(onLine, temperature, line, start),
        rest(inPlane, temperature, plane, randomStart(stream('start'), plane)),
      ],
      order: convergenceOrder(onLine, temperature, () => stream('start')),
      dynamics: compareWithSgd(parameters, onLine, start, stream('sgd')),
    };
  });
  const relaxation = relaxationOnLine(parameters);
  const conditions = ['on a line', 'in the plane'];
  await save(TheoryStudy, outputs.study, {
    claim: 'T2',
    replicates,
    measures: [
      measure(
        'gibbs',
        conditions,
        runs.map(({rests}) => rests.map(({distance}) => decades(distance))),
      ),
      measure(
        'current',
        conditions,
        runs.map(({rests}) => rests.map(({current}) => decades(current))),
      ),
      measure(
        'order',
        ['on a line'],
        runs.map(({order}) => [order]),
      ),
      measure(
        'dynamics',
        times.map((time) => `ηt = ${time}`),
        runs.map(({dynamics}) => dynamics.map(({distance}) => distance)),
      ),
    ],
    tables: [
      tidyTable(
        'theory-fokker-planck-rest',
        {
          replicate: ['', 'random loss and start'],
          dimension: ['1', 'dimensions of θ'],
          distance: ['1', 'total variation between the density at rest and the Gibbs law'],
          current: ['1', 'largest current at rest over the largest at the start'],
          order: ['1', 'measured order of convergence in space; on a line only'],
        },
        runs.flatMap(({rests, order}, replicate) =>
          rests.map((cells, index) => ({
            replicate,
            dimension: index + 1,
            ...cells,
            order: index === 0 ? order : null,
          })),
        ),
      ),
      tidyTable(
        'theory-fokker-planck-dynamics',
        {
          replicate: ['', 'random loss and start'],
          time: ['1', 'ηt'],
          distance: ['1', 'W1 between SGD and the equation, over the Gibbs deviation'],
          floor: ['1', 'the same for as many independent draws of the equation’s density'],
        },
        runs.flatMap(({dynamics}, replicate) => dynamics.map((row) => ({replicate, ...row}))),
      ),
      tidyTable(
        'theory-fokker-planck-relaxation',
        {
          time: ['1', 'ηt'],
          distance: ['1', 'total variation to the Gibbs law'],
          current: ['1', 'largest probability current, per unit of ηt'],
          predicted: ['1', 'slowest decay rate of the equation, per unit of ηt'],
        },
        relaxation.map(({time, distance, current, predicted}) => ({
          ...{time, distance, current, predicted},
        })),
      ),
      tidyTable(
        'theory-fokker-planck-densities',
        {
          time: ['1', 'ηt'],
          theta: ['1', 'θ'],
          density: ['1/θ', 'solution of the Fokker–Planck equation'],
          gibbs: ['1/θ', 'Boltzmann–Gibbs density'],
        },
        relaxation.flatMap(({density}) => density),
      ),
    ],
    irregular: [],
    notes: ['The losses and the starting densities are drawn at random, one pair a replicate.'],
  });
}) satisfies StageBody<typeof solveFokkerPlanck>;
