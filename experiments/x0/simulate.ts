import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {passagesAtRest} from '../../src/theory/basin-passages.ts';
import {type Chains, record} from '../../src/theory/chains.ts';
import {regressionCovariance} from '../../src/theory/covariance.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {fokkerPlanck, largestCurrent} from '../../src/theory/fokker-planck.ts';
import {gibbsMasses} from '../../src/theory/gibbs.ts';
import {expectation, type Grid, tabulate} from '../../src/theory/grid.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {add, diagonal, frobenius, type Matrix, scale} from '../../src/theory/linear-algebra.ts';
import {curvature, type QuadraticCase} from '../../src/theory/quadratic-cases.ts';
import {drawRegression, regressionChains} from '../../src/theory/regression.ts';
import {sgdChains} from '../../src/theory/sgd.ts';
import {basinsInPlane} from '../../src/theory/two-basins.ts';
import type {X0Parameters} from './parameters.ts';

type Parameters = z.output<typeof X0Parameters>;

export const relative = (a: Matrix, b: Matrix) => frobenius(add(a, b, -1)) / frobenius(b);

/** Stationary covariance as the chains show it; looks are whole epochs apart. */
function covarianceOf(chains: Chains, {snapshots}: Parameters, epoch: number): Matrix {
  const interval = epoch * Math.ceil(20 / epoch);
  const positions = record(chains, {burnIn: 20 * interval, interval, snapshots});
  return sampleCovariance(positions, 2);
}

export function simulateQuadratic(
  parameters: Parameters,
  one: QuadraticCase,
  seed: number,
): Matrix {
  const stream = randomStream(seed, one.name);
  const {gradientCovariance, learningRate, batchSize} = one.sgd;
  const chains = sgdChains(
    {
      landscape: quadratic(curvature),
      examples: drawExamples(stream, parameters.examples, gradientCovariance, 'exponential'),
      learningRate,
      batchSize,
      sampling: one.sampling,
      momentum: one.momentum,
    },
    new Float64Array(2 * parameters.chains),
    stream,
  );
  return covarianceOf(chains, parameters, parameters.examples / batchSize);
}

/** Least squares, where C grows with the distance to the fit; every replicate draws its own data. */
export function simulateRegression(parameters: Parameters, seed: number) {
  const stream = randomStream(seed, 'regression');
  const mix = [
    [1.5, 0],
    [0.5, 0.8],
  ];
  const regression = drawRegression(stream, parameters.examples, mix, 1);
  const options = {learningRate: 0.1, batchSize: 4};
  const positions = new Float64Array(2 * parameters.chains);
  const measured = covarianceOf(
    regressionChains(regression, options, positions, stream),
    parameters,
    1,
  );
  return {measured, exact: regressionCovariance(regression, 0.1, 4)};
}

/** Diffusion along the axes of the plane: their mean is the T that Gibbs would have. */
export const diffusion = [0.3, 0.9];
export const grids: readonly Grid[] = [
  {lower: -5, upper: 6, cells: 120},
  {lower: -6, upper: 7, cells: 120},
];
const meanDiffusion = (diffusion[0] + diffusion[1]) / 2;

/** Log-odds of the wide basin at rest under anisotropic noise and under Gibbs, and the current left. */
export function basinsAtRest(relaxation: number) {
  const wide = tabulate(grids, (point) => Number(basinsInPlane.inWide(point)));
  const odds = (masses: Float64Array) => {
    const share = expectation(masses, wide);
    return Math.log(share / (1 - share));
  };
  const masses = gibbsMasses(basinsInPlane.landscape, meanDiffusion, grids);
  const gibbs = odds(masses);
  const solver = fokkerPlanck({
    grids,
    potential: (point) => basinsInPlane.landscape.value(point),
    diffusion: () => diffusion,
    step: 0.05,
  });
  solver.advance(masses, Math.ceil((10 * relaxation) / solver.step));
  return {gibbs, rest: odds(masses), current: largestCurrent(solver, masses)};
}

export function simulateBasins(
  {examples, basinChains, basinDuration}: Parameters,
  relaxation: number,
  seed: number,
) {
  const [learningRate, batchSize] = [0.01, 4];
  const covariance = scale(diagonal(diffusion), (2 * batchSize) / learningRate);
  return passagesAtRest(
    basinsInPlane,
    {
      learningRate,
      batchSize,
      gradientVariance: covariance,
      examples,
      law: 'normal',
      chains: basinChains,
    },
    {relaxation, duration: basinDuration},
    randomStream(seed, 'basins'),
  ).logOdds;
}
