import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {hessianColumns, hessianMeanings, type HessianColumns} from '../shared/hessian.ts';
import type {CycleProbe, ScheduleRun} from './summary.ts';

/** The slide's table, seed by seed. */
export const scheduleTable = (runs: readonly ScheduleRun[]): Table =>
  tidyTable(
    'e8-schedules',
    {
      schedule: ['', 'constant-small is the baseline'],
      seed: ['', 'replicate'],
      testAccuracy: ['', 'accuracy on the test set at the end'],
      validationAccuracy: ['', 'accuracy on the validation images at the end'],
      trainLoss: ['nat', 'train loss at the end'],
      ...hessianMeanings,
      weightNorm: ['', 'L2 norm of all weights at the end'],
    },
    runs.map(({probes, ...run}) => ({
      schedule: run.schedule,
      seed: run.seed,
      testAccuracy: run.testAccuracy,
      validationAccuracy: run.validationAccuracy,
      trainLoss: run.trainLoss,
      ...atEnd(probes.at(-1)),
      weightNorm: run.weightNorm,
    })),
  );

/** The Hessian at the last probe; all empty without one. */
function atEnd(last: CycleProbe | undefined): HessianColumns {
  if (last === undefined) return hessianColumns(undefined);
  const {frobenius, frobeniusError, probesConverged, lambdaMax, rescaledLambdaMax} = last;
  return {frobenius, frobeniusError, probesConverged, lambdaMax, rescaledLambdaMax};
}

/** Loss and norm along the way. */
export const cycleTable = (runs: readonly ScheduleRun[]): Table =>
  tidyTable(
    'e8-cycle',
    {
      schedule: ['', 'constant-small is the baseline, constant-small-longer the same carried on'],
      seed: ['', 'replicate'],
      epoch: ['epochs', 'when it was probed'],
      phase: ['', 'place in the cycle: 0.5 ends the loud half, 1 the quiet half; empty: no cycle'],
      loss: ['nat', 'train loss on the images of the probe'],
      ...hessianMeanings,
    },
    runs.flatMap(({schedule, seed, probes}) => probes.map((probe) => ({schedule, seed, ...probe}))),
  );
