import {firstReach, valueAt} from '../../src/stats/curve.ts';
import type {ObservedRun, Training} from '../../src/study/observations.ts';
import type {TrainingPlan} from '../../src/training/plan.ts';
import type {RunResult} from '../../src/training/record.ts';
import {finalAccuracy, guessing} from '../shared/accuracy.ts';
import {armOf, type Arm} from './settings.ts';

/** Two arms whose n is equal at all times, and the control whose n is not. */
const arms = {
  cyclic: ['cyclic-learning-rate', 'cyclic-batch-size'],
  constant: ['constant-small', 'constant-large'],
  control: ['constant-small', 'rescaled-by-root'],
} as const satisfies Readonly<Record<string, readonly [Arm, Arm]>>;
export type Pair = keyof typeof arms;
export const pairs = ['cyclic', 'constant', 'control'] as const satisfies readonly Pair[];

/** The parts of the data whose accuracies are compared. */
export const sets = ['test', 'train'] as const;
export type SetName = (typeof sets)[number];

/** All runs of both arms of a pair. */
export const runsOf = (runs: readonly ObservedRun[], pair: Pair): ObservedRun[] =>
  runs.filter((run) => arms[pair].some((arm) => arm === armOf(run)));

/** Accuracy of the first run of a pair less that of the second, at every evaluation [1]; one seed. */
export interface Differences {
  readonly seed: number;
  readonly epochs: readonly number[];
  readonly values: readonly number[];
}

export const curveDifferences = (
  runs: readonly ObservedRun[],
  pair: Pair,
  set: SetName,
): Differences[] =>
  pairedRuns(runs, pair).map(({seed, first, second}) => {
    const epochs = evaluationEpochs(first);
    const other = accuracyCurve(second.result, set, epochs);
    const values = accuracyCurve(first.result, set, epochs).map(
      (value, index) => value - other[index],
    );
    return {seed, epochs, values};
  });

/** The same of the test accuracies at the end, one a seed. */
export const endDifferences = (runs: readonly ObservedRun[], pair: Pair): number[] =>
  pairedRuns(runs, pair).map(
    ({first, second}) => finalAccuracy(first.result, 'test') - finalAccuracy(second.result, 'test'),
  );

/** The two runs of a pair, seed by seed; seeds that lack one are left out. */
function pairedRuns(runs: readonly ObservedRun[], pair: Pair) {
  const [one, other] = arms[pair].map((arm) => runs.filter((run) => armOf(run) === arm));
  return one.flatMap(({replicate: seed, found: first}) => {
    const second = other.find(({replicate}) => replicate === seed)?.found;
    return first === undefined || second === undefined ? [] : [{seed, first, second}];
  });
}

/** So much of the time ηt is left out, in which networks leave their initial weights. */
const start = 0.05;

/** The epochs at which curves are compared: those that the plan asked to evaluate, but for the start. */
function evaluationEpochs({plan, result}: Training): number[] {
  const {history, limits} = plan;
  const epochs = limits.epochs ?? 0;
  const count = Math.floor(epochs / history.everyEpochs + 1e-9);
  const first = startEpoch(plan, result);
  return Array.from({length: count}, (_, index) => (index + 1) * history.everyEpochs).filter(
    (epoch) => epoch > first,
  );
}

/** When the start is over: a run that cycles goes through its ηt at an uneven pace. */
function startEpoch({limits}: TrainingPlan, {history, end, outcome}: RunResult): number {
  const inEpochs = start * (limits.epochs ?? 0);
  // Of a run that has diverged the whole ηt is not known.
  if (outcome === 'diverged') return inEpochs;
  const rows = [{epoch: 0, rateTime: 0}, ...history];
  const path = {x: rows.map(({epoch}) => epoch), y: rows.map(({rateTime}) => rateTime)};
  return firstReach(path, start * end.rateTime) ?? inEpochs;
}

/**
 * Accuracy at given epochs, linearly between evaluations, since a batch seldom ends just there; a run
 * that has diverged guesses.
 */
function accuracyCurve({history}: RunResult, set: SetName, epochs: readonly number[]): number[] {
  const rows = history.filter(({metrics}) => metrics[set] !== undefined);
  const curve = {
    x: rows.map(({epoch}) => epoch),
    y: rows.map(({metrics}) => metrics[set]?.accuracy ?? guessing),
  };
  return epochs.map((epoch) => valueAt(curve, epoch) ?? guessing);
}
