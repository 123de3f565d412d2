import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {basinSgd} from '../../src/theory/basin-sgd.ts';
import {record} from '../../src/theory/chains.ts';
import {
  continuousCovariance,
  discreteCovariance,
  withinBatchFactor,
} from '../../src/theory/covariance.ts';
import {discreteLaw} from '../../src/theory/discrete-law.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {
  distancesTo,
  gibbsTarget,
  histogramOnLine,
  lineGrid,
  samplingError,
} from '../../src/theory/gibbs-target.ts';
import {temperatureOf} from '../../src/theory/gibbs.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {type Sampling, sgdChains} from '../../src/theory/sgd.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import type {T4Parameters} from './parameters.ts';

type Parameters = z.output<typeof T4Parameters>;

/** A tenth more or less variance, on the log scale: where the invariance counts as broken. */
const tolerance = 0.1;
export const sharp = 8;
const flat = 1;

export interface Case {
  readonly name: string;
  readonly curvature: number;
  readonly examples: number;
  readonly sampling: Sampling;
}
export const casesOf = ({examples, fewExamples}: Parameters): readonly Case[] => [
  {name: 'sharp', curvature: sharp, examples, sampling: 'with-replacement'},
  {name: 'flat', curvature: flat, examples, sampling: 'with-replacement'},
  {name: 'flat, small set', curvature: flat, examples: fewExamples, sampling: 'within-batch'},
];

const sgdOf = (parameters: Parameters, curvature: number, c: number) => ({
  curvature: [[curvature]],
  gradientCovariance: [[parameters.gradientVariance]],
  learningRate: c * parameters.learningRate,
  batchSize: c * parameters.batchSize,
});

/** log of the exact stationary variance over that of the SDE; null where SGD is unstable or noiseless. */
export function predictedShift(
  parameters: Parameters,
  {curvature, examples, sampling}: Case,
  c: number,
) {
  const sgd = sgdOf(parameters, curvature, c);
  const factor = sampling === 'within-batch' ? withinBatchFactor(examples, sgd.batchSize) : 1;
  if (sgd.learningRate * curvature >= 2 || factor <= 0) return null;
  return Math.log((factor * discreteCovariance(sgd)[0][0]) / continuousCovariance(sgd)[0][0]);
}

/** The same, measured on a quadratic; null where the chains ran away. */
export function measuredShift(
  parameters: Parameters,
  {name, curvature, examples, sampling}: Case,
  {learningRate, batchSize}: {learningRate: number; batchSize: number},
  seed: number,
) {
  const {gradientVariance, chains, duration} = parameters;
  const stream = randomStream(seed, name, learningRate, batchSize);
  const run = sgdChains(
    {
      landscape: quadratic([[curvature]]),
      examples: drawExamples(stream, examples, [[gradientVariance]], 'normal'),
      learningRate,
      batchSize,
      sampling,
      momentum: 0,
    },
    new Float64Array(chains),
    stream,
  );
  const positions = record(run, {
    burnIn: Math.ceil(6 / (curvature * learningRate)),
    interval: Math.ceil(0.5 / learningRate),
    snapshots: 2 * duration,
  });
  const variance = sampleCovariance(positions, 1)[0][0];
  const expected = continuousCovariance(sgdOf(parameters, curvature, 1))[0][0];
  return variance < 1e6 * expected ? Math.log(variance / expected) : null;
}

/** The first c, on lines between the grid's, where |shift| passes the tolerance; null if it never does. */
export function breakdown(
  factors: readonly number[],
  shifts: readonly (number | null)[],
): number | null {
  for (let k = 1; k < factors.length; k++) {
    const [before, after] = [shifts[k - 1], shifts[k]];
    if (before === null) return factors[k - 1];
    if (after === null) return factors[k];
    if (Math.abs(after) < tolerance) continue;
    const bound = Math.sign(after) * tolerance;
    return factors[k - 1] + ((bound - before) / (after - before)) * (factors[k] - factors[k - 1]);
  }
  return null;
}

/** The two basins on a line at c: distance to the Gibbs law that all c share. */
export function simulateBasins(parameters: Parameters, c: number, seed: number) {
  const {learningRate, batchSize, gradientVariance, examples, chains, duration} = parameters;
  const target = gibbsTarget(temperatureOf(learningRate / batchSize, gradientVariance));
  const run = basinSgd(
    basinsOnLine,
    {
      learningRate: c * learningRate,
      batchSize: c * batchSize,
      gradientVariance,
      examples,
      law: 'normal',
      chains: chains / 4,
    },
    randomStream(seed, 'basins', c),
  );
  const positions = record(run, {
    burnIn: Math.ceil((5 * target.relaxation) / (c * learningRate)),
    interval: Math.ceil(4 / (c * learningRate)),
    snapshots: duration,
  });
  return distancesTo(target, histogramOnLine(positions)).wasserstein;
}

/** What `simulateBasins` would find in independent draws of the Gibbs law. */
export function basinSamplingError(parameters: Parameters, seed: number): number {
  const {learningRate, batchSize, gradientVariance, chains, duration} = parameters;
  const target = gibbsTarget(temperatureOf(learningRate / batchSize, gradientVariance));
  const independent = Math.round((chains * duration) / target.relaxation);
  return samplingError(target, independent, randomStream(seed, 'floor')).wasserstein;
}

/** What `simulateBasins` must find, from the exact law of SGD with Gaussian noise at this η. */
export function predictBasins(parameters: Parameters, c: number) {
  const {learningRate, batchSize, gradientVariance} = parameters;
  const target = gibbsTarget(temperatureOf(learningRate / batchSize, gradientVariance));
  const law = discreteLaw(basinsOnLine.landscape, target.temperature, c * learningRate, lineGrid);
  return distancesTo(target, law).wasserstein;
}
