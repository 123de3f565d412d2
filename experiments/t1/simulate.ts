import {meanSimple} from 'simple-statistics';
import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {basinSgd, wideShare} from '../../src/theory/basin-sgd.ts';
import {type Chains, record, startAt} from '../../src/theory/chains.ts';
import {discreteLaw} from '../../src/theory/discrete-law.ts';
import {
  distancesTo,
  type GibbsTarget,
  histogramOnLine,
  lineGrid,
  samplingError,
  temperatureRatio,
} from '../../src/theory/gibbs-target.ts';
import {centres, coarsen, spacing} from '../../src/theory/grid.ts';
import {type Scheme, sdeChains} from '../../src/theory/sde.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import type {T1Parameters} from './parameters.ts';

type Parameters = z.output<typeof T1Parameters>;

const {landscape, sharp, wide} = basinsOnLine;
/** In relaxation times. */
export const burnIn = 5;
/** Between two looks at the chains, in ηt. */
const interval = 0.5;
const schemes: readonly Scheme[] = ['euler', 'heun', 'leimkuhler-matthews'];

/** S = η/n. @throws RangeError when that is no integer. */
function batchSizeOf(learningRate: number, noise: number): number {
  const batchSize = Math.round(learningRate / noise);
  if (Math.abs(batchSize * noise - learningRate) > 1e-9 * learningRate) {
    throw new RangeError(`T1: η = ${learningRate} is no multiple of n = ${noise}`);
  }
  return batchSize;
}

/**
 * Runs chains past their burn-in, looks at them for `duration` in ηt, and compares all that was seen with the target.
 */
function observe(run: Chains, target: GibbsTarget, learningRate: number, duration: number) {
  const positions = record(run, {
    burnIn: Math.ceil((burnIn * target.relaxation) / learningRate),
    interval: Math.ceil(interval / learningRate),
    snapshots: Math.round(duration / interval),
  });
  const masses = histogramOnLine(positions);
  const {fromSharp, fromWide} = wideShare(basinsOnLine, positions);
  return {
    masses,
    cells: {
      ...distancesTo(target, masses),
      temperatureRatio: temperatureRatio(positions, target.temperature),
      startGap: fromWide - fromSharp,
    },
  };
}

export function simulateReplicate(
  parameters: Parameters,
  targets: readonly GibbsTarget[],
  seed: number,
) {
  const {noises, learningRates, gradientVariance, examples, chains, duration} = parameters;
  const sgd = learningRates.flatMap((learningRate) =>
    noises.map((noise, index) => {
      const batchSize = batchSizeOf(learningRate, noise);
      const run = basinSgd(
        basinsOnLine,
        {learningRate, batchSize, gradientVariance, examples, law: 'normal', chains},
        randomStream(seed, 'sgd', noise, learningRate),
      );
      const seen = observe(run, targets[index], learningRate, duration);
      return {method: 'SGD', noise, learningRate, batchSize, ...seen};
    }),
  );
  const middle = Math.floor(noises.length / 2);
  const sde = learningRates.flatMap((step) =>
    schemes.map((scheme) => {
      const noiseFactor = [[Math.sqrt(2 * targets[middle].temperature)]];
      const run = sdeChains(
        {landscape, noiseFactor, step, scheme},
        startAt([sharp.point, wide.point], chains),
        randomStream(seed, scheme, step),
      );
      const seen = observe(run, targets[middle], step, duration);
      return {method: scheme, noise: noises[middle], learningRate: step, batchSize: null, ...seen};
    }),
  );
  return [...sgd, ...sde];
}

export type Cell = ReturnType<typeof simulateReplicate>[number];

/** Skewed examples at fixed T and η: the distance to what Gaussian noise of that T and η gives. */
export function centralLimit(
  parameters: Parameters,
  target: GibbsTarget,
  gaussian: Float64Array,
  seed: number,
) {
  const {limitBatchSizes, learningRates, examples, chains, duration} = parameters;
  const learningRate = learningRates[1];
  return limitBatchSizes.map((batchSize) => {
    const gradientVariance = (2 * target.temperature * batchSize) / learningRate;
    const run = basinSgd(
      basinsOnLine,
      {learningRate, batchSize, gradientVariance, examples, law: 'exponential', chains},
      randomStream(seed, 'limit', batchSize),
    );
    const {masses} = observe(run, target, learningRate, duration);
    return {batchSize, gradientVariance, ...distancesTo(target, masses, gaussian)};
  });
}

/** The exact law at every η, and what as many independent draws as a replicate has would show. */
export function scalesOf(
  {learningRates, chains, duration}: Parameters,
  target: GibbsTarget,
  noise: number,
  seed: number,
) {
  const floor = samplingError(
    target,
    Math.round((chains * duration) / target.relaxation),
    randomStream(seed, 'floor', noise),
  );
  return learningRates.map((learningRate) => {
    const law = discreteLaw(landscape, target.temperature, learningRate, lineGrid);
    const predicted = distancesTo(target, law);
    return {
      noise,
      learningRate,
      temperature: target.temperature,
      relaxationTime: target.relaxation,
      predicted: predicted.wasserstein,
      predictedVariation: predicted.totalVariation,
      floor: floor.wasserstein,
      floorVariation: floor.totalVariation,
    };
  });
}

/** The Gibbs density and that of simulated positions on bins of 0.08. */
export function densities(noise: number, target: GibbsTarget, masses: readonly Float64Array[]) {
  const block = 4;
  const width = block * spacing(lineGrid);
  const pooled = lineBlocks(masses, block);
  const gibbs = coarsen(target.gibbs, block);
  return Array.from(centres({...lineGrid, cells: lineGrid.cells / block}), (theta, bin) => ({
    noise,
    theta,
    loss: landscape.value([theta]),
    gibbs: gibbs[bin] / width,
    simulated: pooled[bin] / width,
  }));
}

const lineBlocks = (masses: readonly Float64Array[], block: number): Float64Array =>
  coarsen(
    masses[0].map((_, cell) => meanSimple(masses.map((law) => law[cell]))),
    block,
  );

/** The temperature ratio at η = 0, on the line through the two smallest η. */
export function extrapolate(first: Cell, second: Cell): number {
  const [at, value] = [first.learningRate, first.cells.temperatureRatio];
  const slope = (second.cells.temperatureRatio - value) / (second.learningRate - at);
  return value - slope * at;
}
