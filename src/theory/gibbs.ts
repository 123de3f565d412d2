import type {RandomStream} from '../compute/random.ts';
import {type Grid, spacing, tabulate} from './grid.ts';
import type {Landscape} from './landscape.ts';

/** T = nσ²/2, so that exp(−2L/(nσ²)) = exp(−L/T); n = η/S, C = σ²I. */
export const temperatureOf = (noise: number, gradientVariance: number): number =>
  0.5 * noise * gradientVariance;

/** Cell masses of the Boltzmann–Gibbs law P ∝ exp(−L/T) (slide "Boltzmann-Gibbs distribution"). */
export function gibbsMasses(
  landscape: Landscape,
  temperature: number,
  grids: readonly Grid[],
): Float64Array {
  return boltzmann(
    tabulate(grids, (point) => landscape.value(point)),
    temperature,
  );
}

/** exp(−values/T), normalised to sum 1. */
export function boltzmann(values: Float64Array, temperature: number): Float64Array {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const masses = values.map((value) => Math.exp((least - value) / temperature));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

/** Independent draws from cell masses on a 1-D grid, uniform within a cell. */
export function sampleMasses(
  masses: Float64Array,
  grid: Grid,
  count: number,
  stream: RandomStream,
): Float64Array {
  const cumulative = Float64Array.from(masses);
  for (let cell = 1; cell < cumulative.length; cell++) cumulative[cell] += cumulative[cell - 1];
  const width = spacing(grid);
  return Float64Array.from({length: count}, () => {
    const level = stream.uniform() * cumulative[cumulative.length - 1];
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] > level) high = middle;
      else low = middle + 1;
    }
    return grid.lower + (low + stream.uniform()) * width;
  });
}
