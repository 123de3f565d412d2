import {firstReach, valueAt} from '../../src/stats/curve.ts';
import {mean, seedsOf} from '../../src/stats/by-seed.ts';
import {spearman} from '../../src/stats/rank-correlation.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {RunResult} from '../../src/training/record.ts';
import {ratesColumns} from '../shared/run-columns.ts';

/** Levels of memorization at which runs are compared. */
export const levels = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Fewer runs at a level than this say nothing of an order. */
const fewestRuns = 5;

/** One run at the moment at which it first memorized a level of the random labels. */
export interface Crossing {
  readonly node: string;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly noise: number;
  readonly level: number;
  readonly rateTime: number;
  readonly validationAccuracy: number;
}

/** Where one run first reaches each level, and its clean validation accuracy there. */
export function crossingsOf(run: ObservedRun): Crossing[] {
  const {found} = run;
  if (found === undefined) return [];
  const rates = ratesColumns(run, found);
  const path = pathOf(found.result);
  const times = path.map(({rateTime}) => rateTime);
  const memorization = {x: times, y: path.map((each) => each.memorization)};
  const validation = {x: times, y: path.map((each) => each.validation)};
  return levels.flatMap((level) => {
    const rateTime = firstReach(memorization, level);
    const accuracy = rateTime === undefined ? undefined : valueAt(validation, rateTime);
    if (rateTime === undefined || accuracy === undefined) return [];
    return [{...rates, level, rateTime, validationAccuracy: accuracy}];
  });
}

/** One evaluation, or the mean of some. */
interface Evaluation {
  readonly rateTime: number;
  readonly memorization: number;
  readonly validation: number;
}

/**
 * The path of a run through memorization and validation accuracy. A single iterate lies off it by what its last few
 * steps happened to be, so every evaluation stands for itself and its neighbours on either side: all three numbers
 * are means over these (of two at the start and at the end).
 */
function pathOf({history}: RunResult): Evaluation[] {
  const rows = history.flatMap(({rateTime, metrics: {noisy, validation}}) =>
    noisy === undefined || validation === undefined
      ? []
      : [{rateTime, memorization: noisy.accuracy, validation: validation.accuracy}],
  );
  return rows.map((_, index) => {
    const near = rows.slice(Math.max(0, index - 1), index + 2);
    return {
      rateTime: mean(near.map(({rateTime}) => rateTime)),
      memorization: mean(near.map(({memorization}) => memorization)),
      validation: mean(near.map(({validation}) => validation)),
    };
  });
}

/** Rank correlation of n with validation accuracy, by seed and level, where enough runs reached the level. */
export const ordersOf = (crossings: readonly Crossing[]) =>
  seedsOf(crossings).flatMap((seed) =>
    levels.flatMap((level) => {
      const there = crossings.filter((each) => each.seed === seed && each.level === level);
      if (there.length < fewestRuns) return [];
      const rho = spearman(
        there.map(({noise}) => noise),
        there.map(({validationAccuracy}) => validationAccuracy),
      );
      return Number.isNaN(rho) ? [] : [{seed, level, rho, runs: there.length}];
    }),
  );
