import type {ObservedRun, Training} from '../../src/study/observations.ts';
import {flag, number, text, type RowOf} from '../../src/tables/declare.ts';

/** Leads from a row to what it was made of. */
export const nodeDeclared = {node: text('what it comes from: --show tells all about this node')};

/** Which run a row is of, where runs differ in their noise. */
export const ratesDeclared = {
  ...nodeDeclared,
  learningRate: number('', 'learning rate η'),
  batchSize: number('images', 'batch size S'),
  noise: number('', 'n = η/S'),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
};

/** What every table over the noise says of a run. */
export const runDeclared = {
  ...ratesDeclared,
  outcome: text('how the run ended'),
  reachedTarget: flag('whether it reached the common train loss and is compared'),
};

export type RunColumns = RowOf<typeof runDeclared>;

export const ratesColumns = (
  {node, replicate}: ObservedRun,
  {plan: {learningRate, batchSize}}: Training,
): RowOf<typeof ratesDeclared> => ({
  node,
  learningRate,
  batchSize,
  noise: learningRate / batchSize,
  seed: replicate,
});

export const runColumns = (run: ObservedRun, training: Training): RunColumns => ({
  ...ratesColumns(run, training),
  outcome: training.result.outcome,
  reachedTarget: training.result.target !== null,
});
