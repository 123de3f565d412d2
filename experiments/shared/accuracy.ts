import {mean} from '../../src/stats/by-seed.ts';
import type {EvaluationSet} from '../../src/training/plan.ts';
import type {HistoryRow, RunResult} from '../../src/training/record.ts';

/** Accuracy of guessing among the ten classes that every collection of the talk has. */
export const guessing = 0.1;

/** The finest step in which an accuracy is taken to move: one image in a thousand. */
export const accuracyStep = 0.001;

/** The first evaluation at or after an epoch; undefined when the run ended before. */
export const rowAfter = ({history}: RunResult, epoch: number): HistoryRow | undefined =>
  history.find((row) => row.epoch >= epoch - 1e-6);

/**
 * Mean accuracy over the last quarter of so many epochs, which chance moves less than one evaluation; that of
 * guessing for a run that had diverged by then.
 */
export function lateAccuracy({history}: RunResult, set: EvaluationSet, epoch: number): number {
  const end = history.findIndex((row) => row.epoch >= epoch - 1e-6);
  if (end < 0) return guessing;
  const late = history.slice(0, end + 1).filter((row) => row.epoch >= 0.75 * epoch - 1e-6);
  return mean(late.map(({metrics}) => metrics[set]?.accuracy ?? guessing));
}

/** The best accuracy of all evaluations; that of guessing for a run without any. */
export const bestAccuracy = (result: RunResult, set: EvaluationSet): number =>
  Math.max(
    guessing,
    ...[...result.history, result.end].map((row) => row.metrics[set]?.accuracy ?? guessing),
  );

/** Accuracy at the end; that of guessing for a diverged run. */
export const finalAccuracy = (result: RunResult, set: EvaluationSet): number =>
  result.end.metrics[set]?.accuracy ?? guessing;
