import * as tf from '@tensorflow/tfjs-core';
import {graphFunction} from '../compute/graph/program.ts';
import {ProgramPool} from '../compute/graph/program-pool.ts';
import type {GraphFunction, Program} from '../compute/graph/program.ts';
import type {Weights} from '../models/initialiser.ts';
import {initialState, type Model} from '../models/model.ts';
import type {TrainingData} from './data.ts';
import {evaluateExamples, evaluateFunction} from './evaluate.ts';
import type {Learner, LearnerState, Step} from './learner.ts';
import {slotOf, type Optimiser} from './optimiser.ts';
import type {TrainingPlan} from './plan.ts';
import type {Metrics} from './record.ts';
import {batchSizesOf} from './schedule.ts';
import {reestimateStatistics, statisticsFunction} from './reestimate.ts';
import {numberOf, stepFunction} from './step-function.ts';

export interface GraphLearnerSetup {
  readonly model: Model;
  readonly data: TrainingData;
  readonly plan: TrainingPlan;
  /** That of the plan. */
  readonly optimiser: Optimiser;
  /** Of the initialisation and of dropout. */
  readonly seed: number;
}

/** Most input numbers (pixels times images) of one evaluation call. */
const EVALUATION_PIXELS = 8e5;

const learners = new ProgramPool<Readonly<Record<string, GraphFunction>>>();

/**
 * A learner whose weights and data live in a TensorFlow graph, with one compiled step for each batch
 * size. A call sends indices and rates and gets a loss back.
 */
export class GraphLearner implements Learner {
  readonly #model: Model;
  readonly #seed: number;
  readonly #optimiser: Optimiser;
  readonly #trainExamples: Int32Array;
  readonly #evaluationBatch: number;
  readonly #statisticsBatch: number;
  readonly #program: Program<Readonly<Record<string, GraphFunction>>>;

  constructor({model, data, plan, optimiser, seed}: GraphLearnerSetup) {
    this.#model = model;
    this.#seed = seed;
    this.#optimiser = optimiser;
    this.#trainExamples = data.sets.train;
    this.#evaluationBatch = evaluationBatchOf(data);
    this.#statisticsBatch = Math.min(this.#evaluationBatch, data.sets.train.length);
    const {gradientNoise, augmentation} = plan;
    const batchSizes = batchSizesOf(plan);
    const settings = [optimiser.identity, gradientNoise.kind, augmentation, batchSizes];
    this.#program = learners.open(
      JSON.stringify([model.identity, settings, this.#evaluationBatch, this.#statisticsBatch]),
      stateOf(model, data, optimiser, seed),
      () => ({
        ...Object.fromEntries(
          batchSizes.map((batchSize) => [
            stepName(batchSize),
            stepFunction(model, plan, optimiser, batchSize),
          ]),
        ),
        evaluate: evaluateFunction(model, this.#evaluationBatch),
        statistics: statisticsFunction(model, this.#statisticsBatch),
        weightNorm: weightNormFunction(model),
      }),
    );
  }

  step({examples, learningRate, step, perturbation}: Step): number {
    const {loss} = this.#program.functions[stepName(examples.length)]({
      examples,
      learningRate,
      ...numbersOf(this.#optimiser, step),
      ...perturbation,
      ...(this.#model.random && {seed: Int32Array.of(this.#seed, step)}),
    });
    return loss[0];
  }

  settle(): void {
    if (this.#model.statistics.length === 0) return;
    const {statistics} = this.#program.functions;
    const batch = this.#statisticsBatch;
    this.#program.write(reestimateStatistics(this.#model, statistics, batch, this.#trainExamples));
  }

  evaluate(examples: Int32Array): Metrics {
    const {evaluate} = this.#program.functions;
    return evaluateExamples(evaluate, this.#evaluationBatch, examples);
  }

  weightNorm(): number {
    const {squares} = this.#program.functions['weightNorm']({});
    return Math.sqrt(squares[0]);
  }

  read(): LearnerState {
    const names = ({name}: {readonly name: string}) => name;
    const parameters = this.#model.parameters.map(names);
    const slots = this.#optimiser.slots.map(
      (slot) => [slot, this.#weights(parameters, (name) => slotOf(name)(slot))] as const,
    );
    return {
      parameters: this.#weights(parameters),
      statistics: this.#weights(this.#model.statistics.map(names)),
      slots: Object.fromEntries(slots),
    };
  }

  write({parameters, statistics, slots}: LearnerState): void {
    this.#program.write({...parameters, ...statistics, ...slotStates(slots)});
  }

  /** Gives the graph back, for the next learner of its kind. */
  dispose(): void {
    this.#program.dispose();
  }

  #weights(names: readonly string[], stateName = (name: string) => name): Weights {
    const values = this.#program.read(names.map(stateName));
    return Object.fromEntries(
      names.map((name) => {
        const {shape, values: numbers} = values[stateName(name)];
        return [name, {shape, values: Float32Array.from(numbers)}];
      }),
    );
  }
}

const stepName = (batchSize: number) => `step of ${batchSize}`;

const numbersOf = ({numbers}: Optimiser, step: number) =>
  Object.fromEntries(Object.entries(numbers(step)).map(([name, value]) => [numberOf(name), value]));

/** Slots under the names of their states. */
const slotStates = (slots: LearnerState['slots']): Weights =>
  Object.fromEntries(
    Object.entries(slots).flatMap(([slot, weights]) =>
      Object.entries(weights).map(([name, tensor]) => [slotOf(name)(slot), tensor] as const),
    ),
  );

function stateOf(model: Model, data: TrainingData, {slots}: Optimiser, seed: number) {
  const {parameters, statistics} = initialState(model, seed);
  const zero = ({shape, values}: Weights[string]) => ({shape, values: values.map(() => 0)});
  const still = Object.fromEntries(
    Object.entries(parameters).map(([name, tensor]) => [name, zero(tensor)]),
  );
  const count = data.labels.length;
  return {
    ...parameters,
    ...statistics,
    ...slotStates(Object.fromEntries(slots.map((slot) => [slot, still]))),
    images: {shape: [count, ...data.inputShape], values: data.images},
    labels: {shape: [count], values: data.labels},
  };
}

/** As many images as evaluation can use, or as keep its activations small. */
function evaluationBatchOf({sets, inputShape}: TrainingData): number {
  const [height, width, channels] = inputShape;
  const most = Math.floor(EVALUATION_PIXELS / (height * width * channels));
  return Math.min(most, Math.max(...Object.values(sets).map(({length}) => length)));
}

const weightNormFunction = ({parameters}: Model) =>
  graphFunction({}, (state) => ({
    outputs: {
      squares: tf.addN(parameters.map(({name}) => tf.sum(tf.square(state[name])))),
    },
  }));
