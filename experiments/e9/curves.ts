import {bySeedAndLevel, distinct, seedsOf} from '../../src/stats/by-seed.ts';
import {breakdownOnset} from '../../src/stats/change-point.ts';
import type {Row} from '../../src/tables/declare.ts';
import {guessing} from '../shared/accuracy.ts';
import type * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

/** The full noise at equal epochs; the half-noise variant and the control are shown only. */
export const isJudged = ({noiseScale, control}: Pick<Run, 'noiseScale' | 'control'>): boolean =>
  noiseScale === 1 && control === null;

/** Accuracy over β, a curve a seed, at the full noise and equal epochs. */
export const judgedCurves = (runs: readonly Run[], trainSize: number) =>
  bySeedAndLevel(
    runs.filter((run) => run.trainSize === trainSize && isJudged(run)),
    ({beta}) => beta,
    ({validationAccuracy}) => validationAccuracy,
  );

/** The onset of every seed's curve; seeds that lack a β have none. */
export const onsetRows = (runs: readonly Run[]): Row<typeof tables.onsets>[] =>
  wholeCurves(runs).flatMap((group) => {
    const betas = distinct(group.map(({beta}) => beta));
    return seedsOf(group).flatMap((seed) => {
      const own = group.filter((run) => run.seed === seed).sort((a, b) => a.beta - b.beta);
      if (own.length < betas.length) return [];
      const accuracies = own.map(({validationAccuracy}) => validationAccuracy);
      const {trainSize, noiseScale, control} = own[0];
      const onset = breakdownOnset(betas, accuracies, guessing);
      return [{trainSize, noiseScale, control, seed, onset}];
    });
  });

/** Runs by train size, noise and control: each group holds whole curves over β. */
function wholeCurves(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const group = [run.trainSize, run.noiseScale, run.control].join();
    groups.set(group, [...(groups.get(group) ?? []), run]);
  }
  return [...groups.values()];
}
