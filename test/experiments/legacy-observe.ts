/** Observations for the experiments that still read names; goes with experiments/legacy.ts. */
import type {
  ObservedLine,
  ObservedRun,
  Observations,
  Probe,
  Training,
} from '../../experiments/legacy.ts';
import type {Curvature, Plane} from '../../src/curvature/record.ts';
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

export const line = (cell: string, ends: Parameters<typeof found.ends>[0]): ObservedLine => ({
  node: `interpolate/${cell}`,
  cell,
  left: 'E3/lr=0.1,batch=128/seed=1',
  right: 'E3/lr=0.1,batch=1024/seed=1',
  missedTarget: false,
  found: found.ends(ends),
});

export const plane = (
  cell: string,
  snapshot: string,
  ...values: Parameters<typeof found.plane>
): Probe<Plane> => ({
  node: `survey-plane/${cell}/${snapshot}`,
  cell,
  snapshot,
  found: found.plane(...values),
});

export const observations = (some: Partial<Observations>): Observations => ({
  runs: [],
  curvature: [],
  noise: [],
  lines: [],
  planes: [],
  ...some,
});
