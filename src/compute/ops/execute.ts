import type * as tf from '@tensorflow/tfjs-core';
import {engineBackend} from '../engine/load.ts';
import {typeAttribute, type Attribute, type Attributes} from '../graph/graph-def.ts';

interface EncodedAttribute {
  name: string;
  type: number;
  value: number | boolean | string | number[];
}

/** The backend, as it is used here. */
interface Runner {
  executeSingleOutput(
    op: string,
    attributes: EncodedAttribute[],
    inputs: tf.TensorInfo[],
  ): tf.Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: EncodedAttribute[],
    inputs: tf.TensorInfo[],
    count: number,
  ): tf.Tensor[];
}

/** Runs one TensorFlow operation of one output. https://www.tensorflow.org/api_docs/python/tf/raw_ops */
export function execute(
  op: string,
  inputs: readonly tf.TensorInfo[],
  attributes: Attributes = {},
): tf.Tensor {
  const runner: Runner = engineBackend();
  return runner.executeSingleOutput(op, given(attributes), [...inputs]);
}

/** Runs one TensorFlow operation of `count` outputs. */
export function executeAll(
  op: string,
  inputs: readonly tf.TensorInfo[],
  attributes: Attributes,
  count: number,
): tf.Tensor[] {
  const runner: Runner = engineBackend();
  return runner.executeMultipleOutputs(op, given(attributes), [...inputs], count);
}

export const float = typeAttribute('float32');
export const integer = typeAttribute('int32');
export const flag = (value: boolean): Attribute => ({kind: 'bool', value});
export const number = (value: number): Attribute => ({kind: 'float', value});
export const text = (value: string): Attribute => ({kind: 'string', value});
export const integers = (...value: readonly number[]): Attribute => ({kind: 'ints', value});

const given = (attributes: Attributes): EncodedAttribute[] =>
  Object.entries(attributes).map(([name, attribute]) => encoded(name, attribute));

function encoded(name: string, {kind, value}: Attribute): EncodedAttribute {
  if (typeof value === 'object' && !isNumbers(value))
    throw new TypeError(`${name}: an operation takes tensors as inputs.`);
  return {name, type: attributeType(kind), value: typeof value === 'object' ? [...value] : value};
}

const isNumbers = (value: object): value is readonly number[] => Array.isArray(value);

function attributeType(kind: Attribute['kind']): number {
  const {binding} = engineBackend();
  switch (kind) {
    case 'int':
    case 'ints':
      return binding.TF_ATTR_INT;
    case 'float':
      return binding.TF_ATTR_FLOAT;
    case 'bool':
      return binding.TF_ATTR_BOOL;
    case 'string':
      return binding.TF_ATTR_STRING;
    case 'shape':
      return binding.TF_ATTR_SHAPE;
    case 'type':
    case 'types':
    case 'tensor':
      return binding.TF_ATTR_TYPE;
  }
}
