import type {ExperimentSummary} from '../../src/judging/results.ts';

/** Experiments on networks, by the title of their group in `findings`. */
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['Small MLPs', ['E1', 'E2', 'E7']],
  ['Networks on CIFAR-10', ['E3', 'E4', 'E5', 'E6', 'E8', 'E9']],
]);

/** The best accuracy that a run of a group reached on data that it was not trained on. */
export const scales = (summaries: readonly ExperimentSummary[]): ReadonlyMap<string, string> =>
  new Map(
    [...groups].flatMap(([title, experiments]) => {
      const own = summaries.filter(({experiment}) => experiments.includes(experiment));
      const best = Math.max(...own.flatMap(accuracies));
      return best > 0 ? [[title, `at most ${(100 * best).toFixed(0)}\u00a0% accurate`]] : [];
    }),
  );

const accuracies = ({tables}: ExperimentSummary): number[] =>
  tables.flatMap(({rows}) =>
    rows.flatMap(({validationAccuracy, testAccuracy}) =>
      [validationAccuracy, testAccuracy].filter((value) => typeof value === 'number'),
    ),
  );
