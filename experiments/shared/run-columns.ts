import type {ObservedRun, Training} from '../../src/study/observations.ts';
import {flag, number, text, type RowOf} from '../../src/tables/declare.ts';

/** What every table over the noise says of a run. */
export const runDeclared = {
  learningRate: number('', 'learning rate η'),
  batchSize: number('images', 'batch size S'),
  noise: number('', 'n = η/S'),
  seed: number('', 'replicate'),
  outcome: text('how the run ended'),
  reachedTarget: flag('whether it reached the common train loss and is compared'),
};

export type RunColumns = RowOf<typeof runDeclared>;

export const runColumns = ({replicate}: ObservedRun, {plan, result}: Training): RunColumns => ({
  learningRate: plan.learningRate,
  batchSize: plan.batchSize,
  noise: plan.learningRate / plan.batchSize,
  seed: replicate,
  outcome: result.outcome,
  reachedTarget: result.target !== null,
});
