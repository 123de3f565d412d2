import type {Weights} from '../models/initialiser.ts';
import type {ModelState} from '../models/model.ts';
import type {Perturbation} from './perturbation.ts';
import type {Metrics} from './record.ts';

/** Everything that the next step depends on, apart from the run's own counters. */
export interface LearnerState extends ModelState {
  /** What the optimiser keeps, by its name and the parameter: the velocity v of momentum. */
  readonly slots: Readonly<Record<string, Weights>>;
}

/** One SGD step: which examples, and what they are told. */
export interface Step {
  readonly examples: Int32Array;
  readonly learningRate: number;
  /** Number of the step, from 0; seeds dropout. */
  readonly step: number;
  readonly perturbation: Perturbation;
}

/** A model being trained: weights that change in place, wherever they are kept. */
export interface Learner {
  /** Takes a step and returns the loss of its batch before it (training mode). */
  step(step: Step): number;
  /** Estimates the statistics of batch norm at the weights of the moment, over the training examples of evaluation. */
  settle(): void;
  /** Mean loss and accuracy over some examples, in evaluation mode, by the statistics that were settled last. */
  evaluate(examples: Int32Array): Metrics;
  /** L2 norm of all trained parameters. */
  weightNorm(): number;
  read(): LearnerState;
  write(state: LearnerState): void;
}
