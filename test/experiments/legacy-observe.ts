/** Observations for the experiments that still read names; goes with experiments/legacy.ts. */
import type {ObservedRun, Observations, Probe, Training} from '../../experiments/legacy.ts';
import type {Curvature} from '../../src/curvature/record.ts';
import * as found from './observe.ts';

export {accuracies, estimateOf, row, rowsOf, training} from './observe.ts';

export const run = (cell: string, training?: Training): ObservedRun => ({
  node: `train/${cell}`,
  cell,
  ...(training && {found: training}),
});

export const curvature = (
  cell: string,
  snapshot: string,
  values: Parameters<typeof found.curvature>[0],
): Probe<Curvature> => ({
  node: `measure-curvature/${cell}/${snapshot}`,
  cell,
  snapshot,
  found: found.curvature(values),
});

export const observations = (some: Partial<Observations>): Observations => ({
  runs: [],
  curvature: [],
  noise: [],
  lines: [],
  planes: [],
  ...some,
});
