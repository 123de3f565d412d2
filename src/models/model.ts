import type {Tensor} from '@tensorflow/tfjs-core';
import {LRUCache} from 'lru-cache';
import {drawParameters, sizeOf, type ParameterSpec, type Weights} from './initialiser.ts';
import type {Layer, Mode, StatisticSpec, Tensors} from './layer.ts';
import type {ModelSpec} from './spec.ts';

/** A classifier as a pure description: what it needs, and what it computes from that. */
export interface Model {
  /** Names everything that the functions of this model depend on; equal names, equal graphs. */
  readonly identity: string;
  /** Shape of one input, without the batch axis. */
  readonly inputShape: readonly number[];
  readonly classes: number;
  /** In the order of the layers. */
  readonly parameters: readonly ParameterSpec[];
  /** The running statistics of batch norm: state that SGD does not train. */
  readonly statistics: readonly StatisticSpec[];
  /** It has dropout: a training pass needs a seed. */
  readonly random: boolean;
  /**
   * Inputs [batch, …inputShape] to logits [batch, classes]. In training mode `batchStatistics` has
   * the mean and the unbiased variance of every batch-norm layer, under the names of `statistics`.
   */
  readonly forward: (inputs: Tensor, parameters: Tensors, mode: Mode) => Forward;
}

export interface Forward {
  readonly logits: Tensor;
  readonly batchStatistics: Tensors;
}

/** Makes a model of a layer that maps inputs to logits. */
export function modelOf(
  spec: ModelSpec,
  layer: Layer,
  inputShape: readonly number[],
  classes: number,
): Model {
  return {
    identity: JSON.stringify([spec, inputShape, classes]),
    inputShape,
    classes,
    parameters: layer.parameters,
    statistics: layer.statistics,
    random: layer.random,
    forward(inputs, parameters, mode) {
      const batchStatistics: Record<string, Tensor> = {};
      const logits = layer.apply(inputs, {parameters, mode, batchStatistics});
      return {logits, batchStatistics};
    },
  };
}

/** Number of trained parameters. */
export const parameterCount = ({parameters}: Model): number =>
  parameters.reduce((count, {shape}) => count + sizeOf(shape), 0);

/** What a model has learnt: its parameters, and the running statistics of its batch norm. */
export interface ModelState {
  readonly parameters: Weights;
  readonly statistics: Weights;
}

/** All cells of a replicate start from the same numbers: the latest draws are kept, up to so many bytes. */
const starts = new LRUCache<string, ModelState, Draw>({
  maxSize: 64 * 2 ** 20,
  sizeCalculation: (state) =>
    Object.values(state)
      .flatMap((weights: Weights) => Object.values(weights))
      .reduce((bytes, {values}) => bytes + values.byteLength, 0),
  memoMethod: (_key, _stale, {context: {model, seed}}) => drawState(model, seed),
});
interface Draw {
  readonly model: Model;
  readonly seed: number;
}

/**
 * The state before the first step; it depends on the model and the seed alone. It is shared: copy what
 * you write to.
 */
export const initialState = (model: Model, seed: number): ModelState =>
  starts.memo(JSON.stringify([model.identity, seed]), {context: {model, seed}});

function drawState({parameters, statistics}: Model, seed: number): ModelState {
  const start = ({name, shape, start: value}: StatisticSpec) =>
    [name, {shape, values: new Float32Array(sizeOf(shape)).fill(value)}] as const;
  return {
    parameters: drawParameters(parameters, seed),
    statistics: Object.fromEntries(statistics.map(start)),
  };
}
