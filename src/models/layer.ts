import {add, type Tensor} from '@tensorflow/tfjs-core';
import type {ParameterSpec} from './initialiser.ts';

export type Tensors = Readonly<Record<string, Tensor>>;

/** The two running statistics of one batch-norm layer, one number per channel each. */
export interface StatisticSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: 0 | 1;
}

/**
 * How a forward pass treats batch norm and dropout.
 *
 * `training`: batch norm normalises by the statistics of the batch, and dropout (if the model has
 * any) is drawn from `seed`, an int32 tensor [2].
 * `batch`: the same without dropout: what the statistics of the batch are.
 * `evaluation`: batch norm normalises by the given statistics; dropout is off.
 */
export type Mode =
  | {readonly kind: 'training'; readonly seed?: Tensor}
  | {readonly kind: 'batch'}
  | {readonly kind: 'evaluation'; readonly statistics: Tensors};

/** One forward pass on its way through the layers. */
export interface Pass {
  readonly parameters: Tensors;
  readonly mode: Mode;
  /** Filled by batch norm unless it evaluates: mean and (unbiased) variance of this batch, by name. */
  readonly batchStatistics: Record<string, Tensor>;
}

/** A piece of a model: what it needs, and the pure function that it is. */
export interface Layer {
  readonly parameters: readonly ParameterSpec[];
  readonly statistics: readonly StatisticSpec[];
  /** The pass needs a seed in training mode. */
  readonly random: boolean;
  readonly apply: (inputs: Tensor, pass: Pass) => Tensor;
}

/** A layer without parameters. */
export const pure = (apply: Layer['apply']): Layer => ({
  parameters: [],
  statistics: [],
  random: false,
  apply,
});

/** Layers one after the other. */
export function sequential(layers: readonly Layer[]): Layer {
  return {
    parameters: layers.flatMap((layer) => layer.parameters),
    statistics: layers.flatMap((layer) => layer.statistics),
    random: layers.some((layer) => layer.random),
    apply: (inputs, pass) =>
      layers.reduce((activations, layer) => layer.apply(activations, pass), inputs),
  };
}

/** The sum of two branches that read the same inputs. */
export function sum(left: Layer, right: Layer): Layer {
  return {
    ...sequential([left, right]),
    apply: (inputs, pass) => add(left.apply(inputs, pass), right.apply(inputs, pass)),
  };
}
