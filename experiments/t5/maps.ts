import type {z} from 'zod';
import type {RandomStream} from '../../src/compute/random.ts';
import {passagesAtRest} from '../../src/theory/basin-passages.ts';
import type {Grid} from '../../src/theory/grid.ts';
import {determinant, type Matrix, multiply} from '../../src/theory/linear-algebra.ts';
import type {TwoBasins} from '../../src/theory/two-basins.ts';
import type {T5Parameters} from './parameters.ts';

type Parameters = z.output<typeof T5Parameters>;

export const grids: readonly Grid[] = [
  {lower: -3.5, upper: 5, cells: 100},
  {lower: -4, upper: 5, cells: 100},
];

const rotation = (angle: number): Matrix => [
  [Math.cos(angle), -Math.sin(angle)],
  [Math.sin(angle), Math.cos(angle)],
];

/** θ = M·φ: turn, stretch either axis by a factor between 1/stretch and stretch, turn again. */
export function randomMap(stream: RandomStream, stretch: number): Matrix {
  const factor = () => stretch ** (2 * stream.uniform() - 1);
  const turn = () => rotation(2 * Math.PI * stream.uniform());
  const stretched = multiply(
    [
      [factor(), 0],
      [0, factor()],
    ],
    turn(),
  );
  return multiply(turn(), stretched);
}

/** Log-odds of the wide basin that SGD shows, run in the coordinates of `basins` with covariance C. */
export function simulatedLogOdds(
  parameters: Parameters,
  basins: TwoBasins,
  covariance: number | Matrix,
  relaxation: number,
  stream: RandomStream,
): number {
  const {learningRate, batchSize, examples, chains, duration} = parameters;
  return passagesAtRest(
    basins,
    {learningRate, batchSize, gradientVariance: covariance, examples, law: 'normal', chains},
    {relaxation, duration},
    stream,
  ).logOdds;
}

/** The smaller singular value of a 2×2 map. */
export function slowest(map: Matrix): number {
  const square = map.flat().reduce((sum, entry) => sum + entry * entry, 0);
  const product = Math.abs(determinant(map));
  return Math.sqrt(Math.max(0, (square - Math.sqrt(square ** 2 - 4 * product ** 2)) / 2));
}

/** det dθ/dφ of θᵢ = φᵢ + b·φᵢ³/3 at the φ of a point θ, by Newton's method on every axis. */
export function bentVolume(bend: number, point: readonly number[]): number {
  return point.reduce((product, theta) => {
    let phi = theta;
    for (let step = 0; step < 30; step++) {
      phi -= (phi + (bend * phi ** 3) / 3 - theta) / (1 + bend * phi * phi);
    }
    return product * (1 + bend * phi * phi);
  }, 1);
}
