import {readCell} from './cell.ts';
import type {Training} from './observations.ts';

/** Unit and meaning of what every table over the noise says of a run. */
export const runMeanings = {
  learningRate: ['', 'learning rate η'],
  batchSize: ['images', 'batch size S'],
  noise: ['', 'n = η/S'],
  seed: ['', 'replicate'],
  outcome: ['', 'how the run ended'],
  reachedTarget: ['', 'whether it reached the common train loss and is compared'],
} as const;

export interface RunColumns {
  readonly learningRate: number;
  readonly batchSize: number;
  readonly noise: number;
  readonly seed: number;
  readonly outcome: string;
  readonly reachedTarget: boolean;
}

export const runColumns = (cell: string, {plan, result}: Training): RunColumns => ({
  learningRate: plan.learningRate,
  batchSize: plan.batchSize,
  noise: plan.learningRate / plan.batchSize,
  seed: readCell(cell).seed,
  outcome: result.outcome,
  reachedTarget: result.target !== null,
});
