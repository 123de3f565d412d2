import {meanSimple} from 'simple-statistics';
import type {RandomStream} from '../compute/random.ts';
import {totalVariation, wasserstein} from './distances.ts';
import {gibbsMasses, sampleMasses} from './gibbs.ts';
import {centres, coarsen, expectation, type Grid, histogram, spacing} from './grid.ts';
import {relaxationTime} from './relaxation.ts';
import {basinsOnLine} from './two-basins.ts';

/** Wide enough for every temperature up to 1.3: beyond it lies less than 1e-6 of the mass. */
export const lineGrid: Grid = {lower: -4.5, upper: 7.1, cells: 580};
const cellsPerBin = 10;

/** The Gibbs law of the two basins on a line at one temperature, to compare laws and samples with. */
export interface GibbsTarget {
  readonly temperature: number;
  /** Cell masses on `lineGrid`. */
  readonly gibbs: Float64Array;
  readonly deviation: number;
  /** Slowest time of the Fokker–Planck equation in τ = ηt. */
  readonly relaxation: number;
}

export function gibbsTarget(temperature: number): GibbsTarget {
  const gibbs = gibbsMasses(basinsOnLine.landscape, temperature, [lineGrid]);
  const points = centres(lineGrid);
  const mean = expectation(gibbs, points);
  const squares = points.map((x) => (x - mean) ** 2);
  return {
    temperature,
    gibbs,
    deviation: Math.sqrt(expectation(gibbs, squares)),
    relaxation: relaxationTime(basinsOnLine, temperature, [lineGrid]),
  };
}

export interface Distances {
  /** Wasserstein-1 over the standard deviation of the Gibbs law. */
  readonly wasserstein: number;
  /** Total variation over bins of 0.2. */
  readonly totalVariation: number;
}

/** How far a law on `lineGrid` is from another, the Gibbs law unless told otherwise. */
export const distancesTo = (
  target: GibbsTarget,
  masses: Float64Array,
  reference = target.gibbs,
): Distances => ({
  wasserstein: wasserstein(masses, reference, spacing(lineGrid)) / target.deviation,
  totalVariation: totalVariation(coarsen(masses, cellsPerBin), coarsen(reference, cellsPerBin)),
});

/** Mean distance to Gibbs of `count` independent draws of the Gibbs law itself: the sampling error. */
export function samplingError(target: GibbsTarget, count: number, stream: RandomStream): Distances {
  const draws = 20;
  const distances = Array.from({length: draws}, () =>
    distancesTo(target, histogramOnLine(sampleMasses(target.gibbs, lineGrid, count, stream))),
  );
  const mean = (key: keyof Distances) => meanSimple(distances.map((distance) => distance[key]));
  return {wasserstein: mean('wasserstein'), totalVariation: mean('totalVariation')};
}

export const histogramOnLine = (positions: Float64Array): Float64Array =>
  histogram(positions, [lineGrid]);

/** E[L′²]/(T·E[L″]), which is 1 for the Gibbs law: the temperature that positions on a line show. */
export function temperatureRatio(positions: Float64Array, temperature: number): number {
  const h = 1e-4;
  const slopes = new Float64Array(positions.length);
  const slopesAt = (shift: number) => {
    basinsOnLine.landscape.gradients(
      positions.map((x) => x + shift),
      slopes,
    );
    return slopes;
  };
  const total = (f: (slope: number) => number) => slopesAt(0).reduce((sum, x) => sum + f(x), 0);
  const sum = (values: Float64Array) => values.reduce((rest, x) => rest + x, 0);
  const curvatures = (sum(slopesAt(h)) - sum(slopesAt(-h))) / (2 * h);
  return total((slope) => slope * slope) / (temperature * curvatures);
}
