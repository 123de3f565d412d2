import {z} from 'zod';
import type {Curvature} from '../../src/curvature/record.ts';
import {foundAt, type ObservedRun, type Probe} from '../../src/study/observations.ts';
import {number, optional, type RowOf} from '../../src/tables/declare.ts';
import {hessianColumns, hessianDeclared} from '../shared/hessian.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

/** What a summary reads of the settings of a run; strength: standard deviation of the weight of an example. */
const Settings = z.object({
  learningRate: z.number(),
  batchSize: z.number(),
  strength: z.number(),
});

/** One training where it reached the common train loss. */
export const endColumns = {
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  noise: number('', 'n = η/S'),
  strength: number('', 'standard deviation of the weight of an example; 0: plain SGD'),
  ...hessianDeclared,
  validationAccuracy: optional(number('', 'accuracy on the validation images then')),
};
export type End = RowOf<typeof endColumns>;

/** The endpoints at the common train loss; runs that missed it have none. */
export const endsOf = (runs: readonly ObservedRun[], probes: readonly Probe<Curvature>[]): End[] =>
  runs.flatMap((run) => {
    const target = run.found?.result.target ?? null;
    if (target === null) return [];
    const {learningRate, batchSize, strength} = Settings.parse(run.settings);
    return [
      {
        node: run.node,
        seed: run.replicate,
        noise: Number((learningRate / batchSize).toPrecision(12)),
        strength,
        ...hessianColumns(foundAt(probes, run, 'target')),
        validationAccuracy: target.metrics.validation?.accuracy ?? null,
      },
    ];
  });
