import * as tf from '@tensorflow/tfjs-core';
import {compileProgram, float32, graphFunction} from '../compute/graph/program.ts';
import type {Weights} from '../models/initialiser.ts';
import type {Model, ModelState} from '../models/model.ts';
import {under} from '../models/weight-groups.ts';
import {evaluateExamples, evaluateFunction} from '../training/evaluate.ts';
import type {Metrics} from '../training/record.ts';
import {reestimateStatistics, statisticsFunction} from '../training/reestimate.ts';

/** Images and labels of several parts; a part is the indices of its examples. */
export interface SubspaceData {
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly parts: Readonly<Record<'train' | 'validation', Int32Array>>;
}

/** What batch norm normalises by at a point that no training ever visited. */
export type StatisticsRule = 'reestimated' | 'interpolated';

/** The network on the affine subspace origin + Σ c_k·direction_k, batch-norm statistics included. */
export interface Subspace {
  /** Loss and accuracy of every part at the coordinates c. */
  evaluate(
    coordinates: Float32Array,
    rule: StatisticsRule,
  ): Readonly<Record<'train' | 'validation', Metrics>>;
  dispose(): void;
}

/**
 * Compiles the network over the subspace that `directions` span from `origin` (a line for one, a plane
 * for two). Statistics are either re-estimated on the training part at every point, which is what a
 * network at that point would have, or taken from the same affine combination as the parameters.
 */
export function subspace(
  model: Model,
  origin: ModelState,
  directions: readonly ModelState[],
  {images, labels, parts}: SubspaceData,
  batchSize: number,
): Subspace {
  const program = compileProgram(
    {
      ...under('origin', both(origin)),
      ...Object.fromEntries(
        directions.flatMap((d, k) => Object.entries(under(`direction${k}`, both(d)))),
      ),
      ...under('reestimated', origin.statistics),
      images: {shape: [labels.length, ...model.inputShape], values: images},
      labels: {shape: [labels.length], values: labels},
    },
    functionsOn(model, directions.length, batchSize),
  );
  const {functions} = program;
  return {
    evaluate(point, rule) {
      if (rule === 'reestimated' && model.statistics.length > 0) {
        const moments = reestimateStatistics(
          model,
          (feeds) => functions.statistics({...feeds, coordinates: point}),
          batchSize,
          parts.train,
        );
        program.write(under('reestimated', moments));
      }
      const metrics = (part: Int32Array) =>
        evaluateExamples(
          (feeds) => functions[rule]({...feeds, coordinates: point}),
          batchSize,
          part,
        );
      return {train: metrics(parts.train), validation: metrics(parts.validation)};
    },
    dispose: () => program.dispose(),
  };
}

type State = Readonly<Record<string, tf.Tensor>>;

const both = ({parameters, statistics}: ModelState): Weights => ({...parameters, ...statistics});

/** What is asked at a point of the subspace, by its coordinates [directions]. */
function functionsOn(model: Model, directions: number, batchSize: number) {
  const statistics = statisticsFunction(model, batchSize);
  const evaluation = evaluateFunction(model, batchSize);
  const coordinates = float32(directions);
  const names = [...model.parameters, ...model.statistics].map(({name}) => name);
  const at = (state: State, point: tf.Tensor): State => {
    const weights = tf.unstack(point);
    const combine = (name: string) =>
      weights.reduce(
        (sum, weight, k) => tf.add(sum, tf.mul(weight, state[`direction${k}/${name}`])),
        state[`origin/${name}`],
      );
    return {...state, ...Object.fromEntries(names.map((name) => [name, combine(name)]))};
  };
  const given = (state: State): State =>
    Object.fromEntries(model.statistics.map(({name}) => [name, state[`reestimated/${name}`]]));
  return {
    statistics: graphFunction({...statistics.feeds, coordinates}, (state, feeds) =>
      statistics.body(at(state, feeds.coordinates), feeds),
    ),
    interpolated: graphFunction({...evaluation.feeds, coordinates}, (state, feeds) =>
      evaluation.body(at(state, feeds.coordinates), feeds),
    ),
    reestimated: graphFunction({...evaluation.feeds, coordinates}, (state, feeds) =>
      evaluation.body({...at(state, feeds.coordinates), ...given(state)}, feeds),
    ),
  };
}
