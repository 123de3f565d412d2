import {distinct, mean, perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {breakdownOnset} from '../../src/stats/breakdown-onset.ts';
import type {Row} from '../../src/tables/declare.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import {bestAccuracy, guessing} from '../shared/accuracy.ts';
import {E9Settings} from './settings.ts';
import type * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

/** The runs that finished. */
export const runRows = (runs: readonly ObservedRun[]): Run[] =>
  runs.flatMap(({node, settings, replicate, found}) => {
    if (found === undefined) return [];
    const {outcome, end} = found.result;
    return [
      {
        node,
        ...E9Settings.parse(settings),
        seed: replicate,
        outcome,
        steps: end.step,
        validationAccuracy: bestAccuracy(found.result, 'validation'),
      },
    ];
  });

/** The sweep at the full noise; half the noise is shown only, and the control is a criterion of its own. */
export const isJudged = ({noiseScale, control}: Pick<E9Settings, 'noiseScale' | 'control'>) =>
  noiseScale === 1 && control === null;

/** Height of a seed's accuracy at β = 1 above guessing; NaN without such a run. */
const height = (own: readonly Run[]): number => accuracyAt(own, 1) - guessing;

const accuracyAt = (own: readonly Run[], beta: number): number =>
  own.find((run) => run.beta === beta)?.validationAccuracy ?? NaN;

/** Accuracy at a β less that at β = 1, over the height of the latter above guessing. */
const change = (own: readonly Run[], beta: number): number =>
  (accuracyAt(own, beta) - accuracyAt(own, 1)) / height(own);

/** The same of every seed of one sweep; seeds that lack a run, or learn nothing at β = 1, have none. */
export const changes = (sweep: readonly Run[], beta: number): number[] =>
  perSeed(sweep, (own) => change(own, beta));

/** By how much more of its height the one sweep keeps than the other, mean over these β > 1, one a seed. */
export function keptMore(
  sweep: readonly Run[],
  other: readonly Run[],
  betas: readonly number[],
): number[] {
  const larger = betas.filter((beta) => beta > 1);
  return perSeed(sweep, (own) => {
    const paired = other.filter(({seed}) => seed === own[0].seed);
    return mean(larger.map((beta) => change(own, beta) - change(paired, beta)));
  });
}

/** Mean height above guessing at β = 1 [1]. */
export const meanHeight = (sweep: readonly Run[]): number =>
  mean(perSeed(sweep, (own) => height(own)));

/** The onset of every seed's curve; seeds that lack a β have none, and no curve is made of the control. */
export const onsetRows = (runs: readonly Run[]): Row<typeof tables.onsets>[] =>
  sweeps(runs).flatMap((sweep) => {
    const betas = distinct(sweep.map(({beta}) => beta));
    return seedsOf(sweep).flatMap((seed) => {
      const own = sweep.filter((run) => run.seed === seed);
      if (own.length < betas.length) return [];
      const accuracies = betas.map((beta) => accuracyAt(own, beta));
      const {reached, x: onset} = breakdownOnset(betas, accuracies, guessing);
      const {trainSize, noiseScale} = own[0];
      return [{trainSize, noiseScale, seed, onset, reached}];
    });
  });

/** Runs by train size and noise: each group holds whole curves over β. */
function sweeps(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs.filter(({control}) => control === null)) {
    const group = [run.trainSize, run.noiseScale].join();
    groups.set(group, [...(groups.get(group) ?? []), run]);
  }
  return [...groups.values()];
}
