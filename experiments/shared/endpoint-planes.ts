import type {ProbePlan} from '../../src/study/experiment.ts';

/** A plane through every end of these lines, of the first so many replicates. */
export const endpointPlanes = (lines: readonly ProbePlan[], count: number): ProbePlan[] =>
  lines
    .flatMap(({at}) => at)
    .filter(({run}) => run.replicate <= count)
    .map((end) => ({kind: 'plane', at: [end]}));
