import * as tf from '@tensorflow/tfjs-core';
import {sizeOf, type ParameterSpec, type Weights} from '../models/initialiser.ts';

/** Where each parameter of a model stands in one flat vector. */
export interface Layout {
  readonly dimension: number;
  readonly parts: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly start: number;
    readonly size: number;
  }[];
}

/** Parameters one after the other, in the order of the model. */
export function layout(parameters: readonly ParameterSpec[]): Layout {
  let dimension = 0;
  const parts = parameters.map(({name, shape}) => {
    const part = {name, shape, start: dimension, size: sizeOf(shape)};
    dimension += part.size;
    return part;
  });
  return {dimension, parts};
}

export function flattenWeights({dimension, parts}: Layout, weights: Weights): Float32Array {
  const vector = new Float32Array(dimension);
  for (const {name, start} of parts) vector.set(weights[name].values, start);
  return vector;
}

export const unflattenWeights = ({parts}: Layout, vector: Float32Array): Weights =>
  Object.fromEntries(
    parts.map(({name, shape, start, size}) => [
      name,
      {shape, values: vector.subarray(start, start + size)},
    ]),
  );

/** One vector of tensors, in their order. */
export const flatten = (tensors: readonly tf.Tensor[]): tf.Tensor =>
  tf.concat(tensors.map((tensor) => tf.reshape(tensor, [-1])));

/** Tensors of a layout's shapes from one flat tensor. */
export const unflatten = ({parts}: Layout, vector: tf.Tensor): tf.Tensor[] =>
  parts.map(({shape, start, size}) => tf.reshape(tf.slice(vector, [start], [size]), [...shape]));
