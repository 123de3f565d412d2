import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import type {Irregular} from '../../src/paper/results.ts';
import {tidyTable} from '../../src/paper/table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
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
import {measure, TheoryStudy} from '../kinds/theory-study.ts';
import type {rescaleNoise} from '../rescale-noise.ts';

type Parameters = z.output<(typeof rescaleNoise)['parameters']>;

/** A tenth more or less variance, on the log scale: where the invariance counts as broken. */
const tolerance = 0.1;
const sharp = 8;
const flat = 1;

interface Case {
  readonly name: string;
  readonly curvature: number;
  readonly examples: number;
  readonly sampling: Sampling;
}
const casesOf = ({examples, fewExamples}: Parameters): readonly Case[] => [
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
function predictedShift(parameters: Parameters, {curvature, examples, sampling}: Case, c: number) {
  const sgd = sgdOf(parameters, curvature, c);
  const factor = sampling === 'within-batch' ? withinBatchFactor(examples, sgd.batchSize) : 1;
  if (sgd.learningRate * curvature >= 2 || factor <= 0) return null;
  return Math.log((factor * discreteCovariance(sgd)[0][0]) / continuousCovariance(sgd)[0][0]);
}

/** The same, measured on a quadratic; null where the chains ran away. */
function measuredShift(
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
function breakdown(factors: readonly number[], shifts: readonly (number | null)[]): number | null {
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
function simulateBasins(parameters: Parameters, c: number, seed: number) {
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
function basinSamplingError(parameters: Parameters, seed: number): number {
  const {learningRate, batchSize, gradientVariance, chains, duration} = parameters;
  const target = gibbsTarget(temperatureOf(learningRate / batchSize, gradientVariance));
  const independent = Math.round((chains * duration) / target.relaxation);
  return samplingError(target, independent, randomStream(seed, 'floor')).wasserstein;
}

/** What `simulateBasins` must find, from the exact law of SGD with Gaussian noise at this η. */
function predictBasins(parameters: Parameters, c: number) {
  const {learningRate, batchSize, gradientVariance} = parameters;
  const target = gibbsTarget(temperatureOf(learningRate / batchSize, gradientVariance));
  const law = discreteLaw(basinsOnLine.landscape, target.temperature, c * learningRate, lineGrid);
  return distancesTo(target, law).wasserstein;
}

export default (async ({parameters, outputs, seed, progress}) => {
  const {factors, kept, replicates, learningRate, batchSize} = parameters;
  const cases = casesOf(parameters);
  const keptAt = factors.indexOf(kept);
  if (factors[0] !== 1 || keptAt < 1) {
    throw new RangeError(`rescale-noise: factors ${factors.join(', ')} lack 1 or kept = ${kept}`);
  }
  // The two basins are stable only while the sharp one is.
  const basinFactors = factors.filter((c) => c * learningRate * sharp < 1.5);
  const irregular: Irregular[] = [];
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'replicates');
    const own = randomStream(seed, replicate).int32();
    const at = (eta: number, size: number) => ({learningRate: eta, batchSize: size});
    const shifts = cases.map((one) =>
      factors.map((c) =>
        c * batchSize < one.examples || one.sampling === 'with-replacement'
          ? measuredShift(parameters, one, at(c * learningRate, c * batchSize), own)
          : null,
      ),
    );
    shifts.forEach((series, index) => {
      series.forEach((shift, k) => {
        if (shift === null && predictedShift(parameters, cases[index], factors[k]) !== null) {
          irregular.push({
            node: `rescale-noise/${cases[index].name}`,
            outcome: 'diverged',
            detail: `replicate ${replicate}, c = ${factors[k]}, though predicted to be stable`,
          });
        }
      });
    });
    return {
      shifts,
      breakdowns: shifts.map((series) => breakdown(factors, series)),
      distances: basinFactors.map((c) => simulateBasins(parameters, c, own)),
      control: cases
        .slice(0, 2)
        .map((one) =>
          measuredShift(
            parameters,
            one,
            at(Math.sqrt(kept) * learningRate, kept * batchSize),
            randomStream(own, 'control').int32(),
          ),
        ),
    };
  });
  const predictedShifts = cases.map((one) =>
    factors.map((c) => predictedShift(parameters, one, c)),
  );
  const predictedBreakdowns = predictedShifts.map((series) => breakdown(factors, series));
  const predictedDistances = basinFactors.map((c) => predictBasins(parameters, c));
  const floor = basinSamplingError(parameters, seed);
  const value = (shift: number | null) => shift ?? Number.NaN;
  const broken = cases.flatMap((_, index) => (predictedBreakdowns[index] === null ? [] : [index]));
  if (broken.length === 0) {
    throw new RangeError(`rescale-noise: nothing breaks up to c = ${factors[factors.length - 1]}`);
  }

  await save(TheoryStudy, outputs.study, {
    claim: 'T4',
    replicates,
    measures: [
      measure(
        'invariant',
        cases.map(({name}) => name),
        runs.map(({shifts}) => shifts.map((series) => value(series[keptAt]) - value(series[0]))),
      ),
      measure(
        'basins',
        [`two basins, c = ${kept}`],
        runs.map(({distances}) => [distances[keptAt]]),
      ),
      measure(
        'breakdown',
        broken.map((index) => cases[index].name),
        runs.map(({breakdowns}) =>
          broken.map((index) =>
            // One that held out to the end broke there at the earliest.
            Math.log(
              (breakdowns[index] ?? factors[factors.length - 1]) /
                (predictedBreakdowns[index] ?? Number.NaN),
            ),
          ),
        ),
      ),
      measure(
        'control',
        ['sharp', 'flat'],
        runs.map(({control, shifts}) =>
          control.map((shift, index) => value(shift) - value(shifts[index][0])),
        ),
      ),
    ],
    tables: [
      tidyTable(
        'theory-rescaling-variance',
        {
          setting: ['', 'curvature of the quadratic and size of the training set'],
          factor: ['1', 'c in (η, S) → (cη, cS)'],
          replicate: ['', 'independent replicate'],
          shift: ['1', 'log of the variance over that of the SDE; empty where SGD ran away'],
          predicted: ['1', 'the same from the exact discrete covariance; empty where unstable'],
        },
        runs.flatMap(({shifts}, replicate) =>
          cases.flatMap(({name, examples, sampling}, index) =>
            factors.flatMap((factor, k) =>
              sampling === 'within-batch' && factor * batchSize >= examples
                ? []
                : [
                    {
                      setting: name,
                      factor,
                      replicate,
                      shift: shifts[index][k],
                      predicted: predictedShifts[index][k],
                    },
                  ],
            ),
          ),
        ),
      ),
      tidyTable(
        'theory-rescaling-breakdown',
        {
          setting: ['', 'curvature of the quadratic and size of the training set'],
          replicate: ['', 'independent replicate'],
          found: ['1', 'c at which the variance has moved by a tenth; empty if it never does'],
          predicted: ['1', 'the same from the exact discrete covariance'],
        },
        runs.flatMap(({breakdowns}, replicate) =>
          cases.map(({name}, index) => ({
            setting: name,
            replicate,
            found: breakdowns[index],
            predicted: predictedBreakdowns[index],
          })),
        ),
      ),
      tidyTable(
        'theory-rescaling-basins',
        {
          factor: ['1', 'c in (η, S) → (cη, cS)'],
          replicate: ['', 'independent replicate'],
          distance: ['1', 'W1 to the Gibbs law over its deviation'],
          predicted: ['1', 'the same for the exact law of SGD with Gaussian noise'],
          floor: ['1', 'the same for independent Gibbs draws, one a chain and relaxation time'],
        },
        runs.flatMap(({distances}, replicate) =>
          basinFactors.map((factor, k) => ({
            factor,
            replicate,
            distance: distances[k],
            predicted: predictedDistances[k],
            floor,
          })),
        ),
      ),
    ],
    irregular,
    notes: [
      'The small training set is drawn without replacement within a batch, so that its noise vanishes as S approaches N.',
      `Control: η → √c·η with S → cS at c = ${kept}.`,
    ],
  });
}) satisfies StageBody<typeof rescaleNoise>;
