import type {Table} from '../results.ts';
import {tidyTable} from '../table.ts';
import type {ScheduleRun} from './e8.ts';

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
      frobenius: ['', 'Frobenius norm of the Hessian at the last probe'],
      lambdaMax: ['', 'largest eigenvalue there'],
      weightNorm: ['', 'L2 norm of all weights at the end'],
    },
    runs.map(({probes, ...run}) => ({
      schedule: run.schedule,
      seed: run.seed,
      testAccuracy: run.testAccuracy,
      validationAccuracy: run.validationAccuracy,
      trainLoss: run.trainLoss,
      frobenius: probes.at(-1)?.frobenius ?? null,
      lambdaMax: probes.at(-1)?.lambdaMax ?? null,
      weightNorm: run.weightNorm,
    })),
  );

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
      frobenius: ['', 'Frobenius norm of the Hessian'],
      frobeniusError: ['', 'one standard error of its random probes'],
      lambdaMax: ['', 'its largest eigenvalue'],
    },
    runs.flatMap(({schedule, seed, probes}) => probes.map((probe) => ({schedule, seed, ...probe}))),
  );
