import type {RandomStream} from '../compute/random.ts';
import {type Chains, startAt} from './chains.ts';
import {drawExamples, type OffsetLaw} from './examples.ts';
import {identity, type Matrix, scale} from './linear-algebra.ts';
import {sgdChains} from './sgd.ts';
import type {TwoBasins} from './two-basins.ts';

export interface BasinSgdOptions {
  readonly learningRate: number;
  readonly batchSize: number;
  /** σ², of isotropic per-example gradient noise; or C, of any. */
  readonly gradientVariance: number | Matrix;
  /** N, size of the training set. */
  readonly examples: number;
  readonly law: OffsetLaw;
  /** Even rows of the chains start in the sharp minimum, odd ones in the wide. */
  readonly chains: number;
}

/** Minibatch SGD, drawn with replacement, on two basins, half of the chains from either minimum. */
export function basinSgd(
  {landscape, sharp, wide}: TwoBasins,
  options: BasinSgdOptions,
  stream: RandomStream,
): Chains {
  const covariance =
    typeof options.gradientVariance === 'number'
      ? scale(identity(landscape.dimension), options.gradientVariance)
      : options.gradientVariance;
  return sgdChains(
    {
      landscape,
      examples: drawExamples(stream, options.examples, covariance, options.law),
      learningRate: options.learningRate,
      batchSize: options.batchSize,
      sampling: 'with-replacement',
      momentum: 0,
    },
    startAt([sharp.point, wide.point], options.chains),
    stream,
  );
}

/** Share of the wide basin among all rows, and among the chains of either start. */
export interface WideShare {
  readonly share: number;
  readonly fromSharp: number;
  readonly fromWide: number;
}

/** Counts recorded positions of chains whose even rows started in the sharp minimum. */
export function wideShare({landscape, inWide}: TwoBasins, positions: Float64Array): WideShare {
  const {dimension} = landscape;
  const rows = positions.length / dimension;
  const counts = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (inWide(positions, row * dimension)) counts[row % 2]++;
  }
  return {
    share: (counts[0] + counts[1]) / rows,
    fromSharp: (2 * counts[0]) / rows,
    fromWide: (2 * counts[1]) / rows,
  };
}

/** log(p/(1 − p)), with half a count added to either side so that an empty basin stays finite. */
export const logOdds = (share: number, count: number): number =>
  Math.log((share * count + 0.5) / ((1 - share) * count + 0.5));
