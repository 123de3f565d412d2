import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import type {StudyRecord} from '../../src/study/study-record.ts';
import {T4Parameters} from './parameters.ts';
import {
  basinSamplingError,
  breakdown,
  type Case,
  casesOf,
  measuredShift,
  predictBasins,
  predictedShift,
  sharp,
  simulateBasins,
} from './rescaling.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T4Parameters>;
type Replicate = ReturnType<typeof simulateReplicate>;
type Rows = RowsOf<typeof tables>;

/** η and S rescaled together, until the stationary law of SGD leaves Gibbs. */
export default defineStudy(T4Parameters, (parameters, context): StudyFindings<Rows> => {
  const {factors, kept, replicates} = parameters;
  if (factors[0] !== 1 || factors.indexOf(kept) < 1) {
    throw new RangeError(`T4: factors ${factors.join(', ')} lack 1 or kept = ${kept}`);
  }
  const theory = predict(parameters, context.seed);
  const runs = eachReplicate(replicates, context, 'replicates', (replicate) =>
    simulateReplicate(parameters, randomStream(context.seed, replicate).int32()),
  );
  return {
    replicates,
    measures: measuresOf(parameters, theory, runs),
    rows: {
      variance: varianceRows(parameters, theory, runs),
      breakdown: breakdownRows(theory, runs),
      basins: basinRows(parameters, theory, runs),
    },
    irregular: runs.flatMap((run, replicate) => runaways(parameters, theory, run, replicate)),
    notes: [
      'The small training set is drawn without replacement within a batch, so that its noise vanishes as S approaches N.',
      `Control: η → √c·η with S → cS at c = ${kept}.`,
    ],
  };
});

/** The two basins are stable only while the sharp one is. */
const basinFactors = ({factors, learningRate}: Parameters) =>
  factors.filter((c) => c * learningRate * sharp < 1.5);

/** Whether a batch leaves anything of the training set, where it is drawn without replacement. */
const isPossible = ({batchSize}: Parameters, {sampling, examples}: Case, c: number) =>
  sampling === 'with-replacement' || c * batchSize < examples;

interface Theory {
  readonly cases: readonly Case[];
  /** Cases × factors, as `predictedShift` has it. */
  readonly shifts: readonly (readonly (number | null)[])[];
  readonly breakdowns: readonly (number | null)[];
  /** Indices of the cases that break. */
  readonly broken: readonly number[];
  readonly distances: readonly number[];
  readonly floor: number;
}

/** @throws RangeError when nothing breaks within the factors. */
function predict(parameters: Parameters, seed: number): Theory {
  const {factors} = parameters;
  const cases = casesOf(parameters);
  const shifts = cases.map((one) => factors.map((c) => predictedShift(parameters, one, c)));
  const breakdowns = shifts.map((series) => breakdown(factors, series));
  const broken = cases.flatMap((_, index) => (breakdowns[index] === null ? [] : [index]));
  if (broken.length === 0) {
    throw new RangeError(`T4: nothing breaks up to c = ${factors[factors.length - 1]}`);
  }
  return {
    ...{cases, shifts, breakdowns, broken},
    distances: basinFactors(parameters).map((c) => predictBasins(parameters, c)),
    floor: basinSamplingError(parameters, seed),
  };
}

function simulateReplicate(parameters: Parameters, seed: number) {
  const {factors, kept, learningRate, batchSize} = parameters;
  const cases = casesOf(parameters);
  const shifts = cases.map((one) =>
    factors.map((c) => {
      const at = {learningRate: c * learningRate, batchSize: c * batchSize};
      return isPossible(parameters, one, c) ? measuredShift(parameters, one, at, seed) : null;
    }),
  );
  const halfway = {learningRate: Math.sqrt(kept) * learningRate, batchSize: kept * batchSize};
  const control = randomStream(seed, 'control').int32();
  return {
    shifts,
    breakdowns: shifts.map((series) => breakdown(factors, series)),
    distances: basinFactors(parameters).map((c) => simulateBasins(parameters, c, seed)),
    control: cases.slice(0, 2).map((one) => measuredShift(parameters, one, halfway, control)),
  };
}

const valueOf = (shift: number | null) => shift ?? Number.NaN;

function measuresOf(
  {factors, kept}: Parameters,
  {cases, breakdowns: predicted, broken}: Theory,
  runs: readonly Replicate[],
) {
  const keptAt = factors.indexOf(kept);
  // One that held out to the end broke there at the earliest.
  const end = factors[factors.length - 1];
  return [
    measure(
      'invariant',
      cases.map(({name}) => name),
      runs.map(({shifts}) => shifts.map((series) => valueOf(series[keptAt]) - valueOf(series[0]))),
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
        broken.map((index) => Math.log((breakdowns[index] ?? end) / valueOf(predicted[index]))),
      ),
    ),
    measure(
      'control',
      ['sharp', 'flat'],
      runs.map(({control, shifts}) =>
        control.map((shift, index) => valueOf(shift) - valueOf(shifts[index][0])),
      ),
    ),
  ];
}

/** Where chains ran away though theory has them stable. */
const runaways = (
  {factors}: Parameters,
  {cases, shifts: predicted}: Theory,
  {shifts}: Replicate,
  replicate: number,
): StudyRecord['irregular'] =>
  cases.flatMap(({name}, index) =>
    factors.flatMap((c, k) =>
      shifts[index][k] === null && predicted[index][k] !== null
        ? [
            {
              outcome: 'diverged' as const,
              detail: `${name}, replicate ${replicate}, c = ${c}, though predicted to be stable`,
            },
          ]
        : [],
    ),
  );

const varianceRows = (
  parameters: Parameters,
  {cases, shifts: predicted}: Theory,
  runs: readonly Replicate[],
): Rows['variance'] =>
  runs.flatMap(({shifts}, replicate) =>
    cases.flatMap((one, index) =>
      parameters.factors.flatMap((factor, k) =>
        isPossible(parameters, one, factor)
          ? [
              {
                ...{setting: one.name, factor, replicate},
                shift: shifts[index][k],
                predicted: predicted[index][k],
              },
            ]
          : [],
      ),
    ),
  );

const breakdownRows = (
  {cases, breakdowns: predicted}: Theory,
  runs: readonly Replicate[],
): Rows['breakdown'] =>
  runs.flatMap(({breakdowns}, replicate) =>
    cases.map(({name}, index) => ({
      setting: name,
      replicate,
      found: breakdowns[index],
      predicted: predicted[index],
    })),
  );

const basinRows = (
  parameters: Parameters,
  {distances: predicted, floor}: Theory,
  runs: readonly Replicate[],
): Rows['basins'] =>
  runs.flatMap(({distances}, replicate) =>
    basinFactors(parameters).map((factor, k) => ({
      ...{factor, replicate, floor},
      distance: distances[k],
      predicted: predicted[k],
    })),
  );
