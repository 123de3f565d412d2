import type {Observations} from './observations.ts';

/**
 * The replicates behind observations, ascending: those of its runs, or the rows of its studies, which count from 0 as
 * their tables do.
 */
export function replicatesOf({runs, studies}: Observations): number[] {
  const rows = studies.flatMap(({found}) =>
    Array.from({length: found?.replicates ?? 0}, (_, replicate) => replicate),
  );
  return [...new Set([...runs.map(({replicate}) => replicate), ...rows])].sort((a, b) => a - b);
}

/** What would have been observed by the first so many replicates. A study is whole from the start. */
export const firstReplicates = (observations: Observations, count: number): Observations => ({
  ...runsWhere(observations, (replicate) => replicate <= count),
  studies: observations.studies,
});

/** What would have been observed without one replicate. */
export const withoutReplicate = (observations: Observations, left: number): Observations => ({
  ...runsWhere(observations, (replicate) => replicate !== left),
  studies: observations.studies.map(({found, ...study}) =>
    found === undefined ? study : {...study, found: withoutRow(found, left)},
  ),
});

/** A probe between runs is there when all of them are. */
const runsWhere = (
  {runs, probes}: Observations,
  keep: (replicate: number) => boolean,
): Pick<Observations, 'runs' | 'probes'> => ({
  runs: runs.filter(({replicate}) => keep(replicate)),
  probes: probes.filter(
    ({replicate, at}) => keep(replicate) && at.every(({run}) => keep(run.replicate)),
  ),
});

type Found = NonNullable<Observations['studies'][number]['found']>;

const withoutRow = (found: Found, left: number): Found => ({
  ...found,
  replicates: found.replicates - 1,
  measures: found.measures.map((measure) => ({
    ...measure,
    values: measure.values.filter((_, replicate) => replicate !== left),
  })),
});
