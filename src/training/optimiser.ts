import type {Tensor} from '@tensorflow/tfjs-core';
import type {Update} from '../compute/graph/update.ts';
import type {TrainingPlan} from './plan.ts';

type Tensors = Readonly<Record<string, Tensor>>;

/** One parameter at one step, while the graph of the step is made. */
export interface Descending {
  /** The name of the state that changes. */
  readonly parameter: string;
  /** Of the mean loss of the batch, of the parameter's shape. */
  readonly gradient: Tensor;
  /** η, a scalar. */
  readonly learningRate: Tensor;
  /** The name of the state of a slot of this parameter. */
  readonly slot: (name: string) => string;
  /** What is kept, by its name: parameters and slots, as they are before the step. */
  readonly state: Tensors;
  /** The numbers of {@link Optimiser.numbers}, as scalars. */
  readonly numbers: Tensors;
}

/** How a step follows the gradient of its batch. */
export interface Optimiser {
  /** Names all that the graph of a step depends on; equal names, equal graphs. */
  readonly identity: string;
  /** What is kept for each parameter, of its shape and zero at the start: `velocity`. */
  readonly slots: readonly string[];
  /**
   * What every step is told beside η, by name: settings, and what moves with the number of the step, from 0. Other
   * values, the same graph.
   */
  readonly numbers: (step: number) => Readonly<Record<string, number>>;
  readonly update: (descending: Descending) => readonly Update[];
}

/** The default export of a module of `optimisers/`: an optimiser with the settings of a plan. */
export type BuildOptimiser = (plan: Pick<TrainingPlan, 'momentum' | 'optimiser'>) => Optimiser;

/** The name of the state that holds a slot of a parameter. */
export const slotOf =
  (parameter: string) =>
  (slot: string): string =>
    `${slot}/${parameter}`;
