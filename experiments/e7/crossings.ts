import {firstReach, valueAt} from '../../src/stats/curve.ts';
import {seedsOf} from '../../src/stats/by-seed.ts';
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
  readonly seed: number;
  readonly noise: number;
  readonly level: number;
  readonly validationAccuracy: number;
}

/** Where one run first reaches each level, and its clean validation accuracy there. */
export function crossingsOf(run: ObservedRun): Crossing[] {
  const {found} = run;
  if (found === undefined) return [];
  const {seed, noise} = ratesColumns(run, found);
  const {epochs, memorization, validation} = curvesOf(found.result);
  return levels.flatMap((level) => {
    const epoch = firstReach({x: epochs, y: memorization}, level);
    const accuracy = epoch === undefined ? undefined : valueAt({x: epochs, y: validation}, epoch);
    return accuracy === undefined ? [] : [{seed, noise, level, validationAccuracy: accuracy}];
  });
}

function curvesOf({history}: RunResult) {
  const rows = history.flatMap(({epoch, metrics: {noisy, validation}}) =>
    noisy === undefined || validation === undefined
      ? []
      : [{epoch, memorization: noisy.accuracy, validation: validation.accuracy}],
  );
  return {
    epochs: rows.map(({epoch}) => epoch),
    memorization: rows.map(({memorization}) => memorization),
    validation: rows.map(({validation}) => validation),
  };
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
