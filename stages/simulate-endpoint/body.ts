import {linearRegression} from 'simple-statistics';
import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {basinSgd, wideShare} from '../../src/theory/basin-sgd.ts';
import {type Chains, record, startAt} from '../../src/theory/chains.ts';
import {discreteLaw} from '../../src/theory/discrete-law.ts';
import {
  distancesTo,
  type GibbsTarget,
  gibbsTarget,
  histogramOnLine,
  lineGrid,
  samplingError,
  temperatureRatio,
} from '../../src/theory/gibbs-target.ts';
import {temperatureOf} from '../../src/theory/gibbs.ts';
import {centres, coarsen, spacing} from '../../src/theory/grid.ts';
import {type Scheme, sdeChains} from '../../src/theory/sde.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {simulateEndpoint} from './stage.ts';

type Parameters = z.output<(typeof simulateEndpoint)['parameters']>;

const {landscape, sharp, wide} = basinsOnLine;
/** In relaxation times. */
const burnIn = 5;
/** Between two looks at the chains, in ηt. */
const interval = 0.5;
const schemes: readonly Scheme[] = ['euler', 'heun', 'leimkuhler-matthews'];

/** S = η/n. @throws RangeError when that is no integer. */
function batchSizeOf(learningRate: number, noise: number): number {
  const batchSize = Math.round(learningRate / noise);
  if (Math.abs(batchSize * noise - learningRate) > 1e-9 * learningRate) {
    throw new RangeError(`simulate-endpoint: η = ${learningRate} is no multiple of n = ${noise}`);
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

function simulateReplicate(parameters: Parameters, targets: readonly GibbsTarget[], seed: number) {
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

type Cell = ReturnType<typeof simulateReplicate>[number];

/** Skewed examples at fixed T and η: the distance to what Gaussian noise of that T and η gives. */
function centralLimit(
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
function scalesOf(
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
function densities(noise: number, target: GibbsTarget, masses: readonly Float64Array[]) {
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
    masses[0].map((_, cell) => masses.reduce((sum, law) => sum + law[cell], 0) / masses.length),
    block,
  );

/** The temperature ratio at η = 0, on the line through the two smallest η. */
function extrapolate(first: Cell, second: Cell): number {
  const [at, value] = [first.learningRate, first.cells.temperatureRatio];
  const slope = (second.cells.temperatureRatio - value) / (second.learningRate - at);
  return value - slope * at;
}

export default (async ({parameters, outputs, seed, progress}) => {
  const {noises, learningRates, gradientVariance, replicates} = parameters;
  const targets = noises.map((noise) => gibbsTarget(temperatureOf(noise, gradientVariance)));
  const middle = targets[Math.floor(targets.length / 2)];
  const gaussian = discreteLaw(landscape, middle.temperature, learningRates[1], lineGrid);
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'replicates');
    const own = randomStream(seed, replicate).int32();
    return {
      cells: simulateReplicate(parameters, targets, own),
      limit: centralLimit(parameters, middle, gaussian, own),
    };
  });
  const measureOf = (criterion: string, value: (cells: readonly Cell[]) => number) =>
    measure(
      criterion,
      noises.map((noise) => `n = ${noise}`),
      runs.map(({cells}) =>
        noises.map((noise) => value(cells.filter((c) => c.method === 'SGD' && c.noise === noise))),
      ),
    );
  const slope = (pairs: [number, number][]) =>
    linearRegression(pairs.map(([x, y]) => [Math.log(x), Math.log(y)])).m;

  await save(TheoryStudy, outputs.study, {
    claim: 'T1',
    replicates,
    measures: [
      measureOf('order', (cells) =>
        slope(cells.map((c): [number, number] => [c.learningRate, c.cells.wasserstein])),
      ),
      measureOf('limit', ([first]) => first.cells.wasserstein),
      measureOf('temperature', ([first, second]) => Math.log(extrapolate(first, second))),
      measure(
        'central-limit',
        ['skewed examples'],
        runs.map(({limit}) => [
          slope(limit.map((c): [number, number] => [c.batchSize, c.wasserstein])),
        ]),
      ),
    ],
    tables: [
      tidyTable(
        'theory-endpoint-distances',
        {
          method: ['', 'minibatch SGD, or the scheme that integrates the SDE in steps of η'],
          noise: ['1', 'n = η/S'],
          learningRate: ['1', 'η'],
          batchSize: ['examples', 'S = η/n; empty for the SDE'],
          replicate: ['', 'independent replicate'],
          wasserstein: [
            '1',
            'Wasserstein-1 distance to the Gibbs law, over its standard deviation',
          ],
          totalVariation: ['1', 'total variation distance to the Gibbs law, over bins of 0.2'],
          temperatureRatio: ['1', 'temperature that the positions show, E[L′²]/E[L″], over nσ²/2'],
          startGap: [
            '1',
            'share of the wide basin: chains started there less those from the sharp',
          ],
        },
        runs.flatMap(({cells}, replicate) =>
          cells.map(({method, noise, learningRate, batchSize, cells: seen}) => ({
            ...{method, noise, learningRate, batchSize, replicate},
            ...seen,
          })),
        ),
      ),
      tidyTable(
        'theory-endpoint-scales',
        {
          noise: ['1', 'n = η/S'],
          learningRate: ['1', 'η'],
          temperature: ['loss', 'T = nσ²/2'],
          relaxationTime: ['1', 'slowest time of the Fokker–Planck equation in ηt'],
          predicted: ['1', 'W1 to Gibbs of the exact law of SGD with Gaussian noise at this η'],
          predictedVariation: ['1', 'the same in total variation'],
          floor: [
            '1',
            'mean W1 to Gibbs of independent Gibbs draws, one a chain and relaxation time',
          ],
          floorVariation: ['1', 'the same in total variation'],
        },
        targets.flatMap((target, index) => scalesOf(parameters, target, noises[index], seed)),
      ),
      tidyTable(
        'theory-endpoint-limit',
        {
          replicate: ['', 'independent replicate'],
          batchSize: ['examples', 'S'],
          gradientVariance: ['loss²/θ²', 'σ², raised with S so that nσ² stays'],
          wasserstein: ['1', 'W1 to the law that Gaussian noise gives, over the Gibbs deviation'],
          totalVariation: ['1', 'the same in total variation'],
        },
        runs.flatMap(({limit}, replicate) => limit.map((cells) => ({replicate, ...cells}))),
      ),
      tidyTable(
        'theory-endpoint-densities',
        {
          noise: ['1', 'n = η/S'],
          theta: ['1', 'θ'],
          loss: ['loss', 'L(θ)'],
          gibbs: ['1/θ', 'Boltzmann–Gibbs density'],
          simulated: ['1/θ', 'density of SGD at the smallest η, all replicates together'],
        },
        targets.flatMap((target, index) =>
          densities(
            noises[index],
            target,
            runs.map(({cells}) => cells[index].masses),
          ),
        ),
      ),
    ],
    irregular: [],
    notes: [
      `η ∈ {${learningRates.join(', ')}}; burn-in of ${burnIn} relaxation times, half of the chains from either minimum.`,
    ],
  });
}) satisfies StageBody<typeof simulateEndpoint>;
