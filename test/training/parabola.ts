import type {Learner, LearnerState, Step} from '../../src/training/learner.ts';
import type {z} from 'zod';
import {TrainingPlan} from '../../src/training/plan.ts';
import type {RunSetup} from '../../src/training/run.ts';

/**
 * A learner whose one weight w rolls down L(w) = w² (times the factor given, to blow it up), so that
 * a run can be watched without an engine.
 */
export class Parabola implements Learner {
  readonly steps: Step[] = [];
  evaluations = 0;
  settlements = 0;
  /** Float32, as weights are: a checkpoint keeps it exactly. */
  #weight = 3;

  step(step: Step): number {
    this.steps.push(step);
    const loss = this.#weight ** 2;
    this.#weight = Math.fround(this.#weight * (1 - 2 * step.learningRate));
    return loss;
  }

  settle(): void {
    this.settlements++;
  }

  evaluate(): {loss: number; accuracy: number} {
    this.evaluations++;
    return {loss: this.#weight ** 2, accuracy: 1 / (1 + this.#weight ** 2)};
  }

  weightNorm(): number {
    return Math.abs(this.#weight);
  }

  read(): LearnerState {
    const weight = {shape: [1], values: Float32Array.of(this.#weight)};
    return {parameters: {weight}, statistics: {}, slots: {}};
  }

  write({parameters}: LearnerState): void {
    [this.#weight] = parameters['weight'].values;
  }
}

/** A run of a {@link Parabola} on 100 training images; `plan` is as a stage is given it. */
export function parabolaSetup(
  plan: Partial<z.input<typeof TrainingPlan>>,
): Omit<RunSetup, 'learner'> & {learner: Parabola} {
  const part = (start: number, length: number) => Int32Array.from({length}, (_, at) => start + at);
  return {
    plan: TrainingPlan.parse({
      learningRate: 0.01,
      batchSize: 10,
      trainSize: 100,
      limits: {epochs: 5},
      ...plan,
    }),
    data: {
      labels: part(0, 120).map((index) => index % 10),
      classes: 10,
      trainSize: 100,
      sets: {
        train: part(0, 100),
        validation: part(100, 10),
        test: part(110, 10),
        noisy: part(0, 0),
        clean: part(0, 100),
      },
    },
    seed: 1,
    learner: new Parabola(),
  };
}
