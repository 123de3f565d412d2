import {randomStream} from '../../src/compute/random.ts';
import type {Irregular} from '../../src/judging/results.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {rescaleNoise} from './stage.ts';
import {
  sharp,
  casesOf,
  predictedShift,
  measuredShift,
  breakdown,
  simulateBasins,
  basinSamplingError,
  predictBasins,
} from './rescaling.ts';

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
