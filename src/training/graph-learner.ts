import * as tf from '@tensorflow/tfjs-core';
import {graphFunction} from '../compute/graph/program.ts';
import {ProgramPool} from '../compute/graph/program-pool.ts';
import type {GraphFunction, Program} from '../compute/graph/program.ts';
import type {Weights} from '../models/initialiser.ts';
import {initialState, type Model} from '../models/model.ts';
import type {TrainingData} from './data.ts';
import {evaluateExamples, evaluateFunction} from './evaluate.ts';
import type {Learner, LearnerState, Step} from './learner.ts';
import type {TrainingPlan} from './plan.ts';
import type {Metrics} from './record.ts';
import {batchSizesOf} from './schedule.ts';
import {stepFunction, velocityOf} from './step-function.ts';

export interface GraphLearnerSetup {
  readonly model: Model;
  readonly data: TrainingData;
  readonly plan: TrainingPlan;
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
  readonly #momentum: number;
  readonly #evaluationBatch: number;
  readonly #program: Program<Readonly<Record<string, GraphFunction>>>;

  constructor({model, data, plan, seed}: GraphLearnerSetup) {
    this.#model = model;
    this.#seed = seed;
    this.#momentum = plan.momentum;
    this.#evaluationBatch = evaluationBatchOf(data);
    const {momentum, gradientNoise, augmentation} = plan;
    const batchSizes = batchSizesOf(plan);
    const settings = [momentum > 0, gradientNoise.kind, augmentation, batchSizes];
    this.#program = learners.open(
      JSON.stringify([model.identity, settings, this.#evaluationBatch]),
      stateOf(model, data, plan, seed),
      () => ({
        ...Object.fromEntries(
          batchSizes.map((batchSize) => [
            stepName(batchSize),
            stepFunction(model, plan, batchSize),
          ]),
        ),
        evaluate: evaluateFunction(model, this.#evaluationBatch),
        weightNorm: weightNormFunction(model),
      }),
    );
  }

  step({examples, learningRate, step, perturbation}: Step): number {
    const {loss} = this.#program.functions[stepName(examples.length)]({
      examples,
      learningRate,
      ...(this.#momentum > 0 && {momentum: this.#momentum}),
      ...perturbation,
      ...(this.#model.random && {seed: Int32Array.of(this.#seed, step)}),
    });
    return loss[0];
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
    const velocities = this.#momentum > 0 ? parameters : [];
    return {
      parameters: this.#weights(parameters),
      statistics: this.#weights(this.#model.statistics.map(names)),
      velocity: this.#weights(velocities, velocityOf),
    };
  }

  write({parameters, statistics, velocity}: LearnerState): void {
    this.#program.write({...parameters, ...statistics, ...renamed(velocity, velocityOf)});
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

const renamed = (weights: Weights, rename: (name: string) => string): Weights =>
  Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [rename(name), tensor]));

function stateOf(model: Model, data: TrainingData, {momentum}: TrainingPlan, seed: number) {
  const {parameters, statistics} = initialState(model, seed);
  const zero = ({shape, values}: Weights[string]) => ({shape, values: values.map(() => 0)});
  const still = Object.fromEntries(
    Object.entries(parameters).map(([name, tensor]) => [name, zero(tensor)]),
  );
  const count = data.labels.length;
  return {
    ...parameters,
    ...statistics,
    ...(momentum > 0 && renamed(still, velocityOf)),
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
