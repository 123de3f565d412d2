import type * as tf from '@tensorflow/tfjs-core';
import type {TFEOpAttr, TFJSBinding} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import {engineBackend} from '../engine/load.ts';
import {constantOf, type Constant} from './constant.ts';
import {dtypeOf, type DType, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import {typeAttribute, type Attribute, type Attributes} from './graph-def.ts';
import {withoutRandomness} from './randomness.ts';

/** Where a value of a recording comes from. */
export type Source =
  | {readonly from: 'input'; readonly index: number}
  | {readonly from: 'constant'; readonly constant: Constant}
  | {readonly from: 'operation'; readonly operation: Operation; readonly output: number};

/** One TensorFlow operation that ran. */
export interface Operation {
  readonly op: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Source[];
}

export interface RecordedOutput extends TensorSpec {
  readonly source: Source;
}

/** What a function did with its inputs, as TensorFlow operations in the order they ran. */
export interface Recording<Output> {
  readonly operations: readonly Operation[];
  readonly result: Output;
}

/**
 * Runs `work` once and writes down every TensorFlow operation of the tfjs backend: all of its
 * kernels end in one of two methods. Tensors made outside (or from JavaScript numbers) become
 * constants. `work` looks its outputs up with `sourceOf` before they are disposed of.
 *
 * @throws {GraphError} When the run depends on more than the shapes of its inputs: it reads values
 *   (`trace-reads-data`), draws random numbers (`trace-random`), or computes past the backend
 *   (`trace-untracked`).
 */
export function record<Output>(
  inputs: readonly tf.Tensor[],
  work: (sourceOf: (tensor: tf.TensorInfo) => Source) => Output,
): Recording<Output> {
  const backend = engineBackend();
  const {binding} = backend;
  const executeSingleOutput = backend.executeSingleOutput.bind(backend);
  const executeMultipleOutputs = backend.executeMultipleOutputs.bind(backend);
  const readSync = backend.readSync.bind(backend);
  const sources = new Map<object, Source>();
  inputs.forEach(({dataId}, index) => sources.set(dataId, {from: 'input', index}));
  const operations: Operation[] = [];

  const sourceOf = (tensor: tf.TensorInfo): Source => {
    const known = sources.get(tensor.dataId);
    if (known) return known;
    const values = readSync(tensor.dataId);
    const source: Source = {from: 'constant', constant: constantOf(tensor, values)};
    sources.set(tensor.dataId, source);
    return source;
  };
  const note = (op: string, given: readonly TFEOpAttr[], ins: readonly tf.TensorInfo[]) => {
    const attributes = {...impliedAttributes(op, ins), ...attributesOf(given, binding)};
    const operation = {op, attributes, inputs: ins.map(sourceOf)};
    operations.push(operation);
    return operation;
  };

  let inside = false;
  const tracked = <Result>(run: () => Result): Result => {
    inside = true;
    try {
      return run();
    } finally {
      inside = false;
    }
  };
  backend.executeSingleOutput = (op, attributes, ins) => {
    const operation = note(op, attributes, ins);
    const output = tracked(() => executeSingleOutput(op, attributes, ins));
    sources.set(output.dataId, {from: 'operation', operation, output: 0});
    return output;
  };
  backend.executeMultipleOutputs = (op, attributes, ins, count) => {
    const operation = note(op, attributes, ins);
    const outputs = tracked(() => executeMultipleOutputs(op, attributes, ins, count));
    outputs.forEach(({dataId}, output) =>
      sources.set(dataId, {from: 'operation', operation, output}),
    );
    return outputs;
  };
  backend.readSync = (dataId) => {
    if (sources.has(dataId) && sources.get(dataId)?.from !== 'constant')
      throw new GraphError(
        'trace-reads-data',
        'The function reads the values of a tensor that depends on its inputs; a graph cannot. Keep to tensor operations, and return what you want to read.',
      );
    return readSync(dataId);
  };
  backend.binding = guarded(binding, () => inside);
  try {
    return {result: withoutRandomness(() => work(sourceOf)), operations};
  } finally {
    Object.assign(backend, {executeSingleOutput, executeMultipleOutputs, readSync, binding});
  }
}

/** A binding that refuses operations that are not written down. */
function guarded(binding: TFJSBinding, isTracked: () => boolean): TFJSBinding {
  return new Proxy(binding, {
    get(target, name) {
      if (name === 'runSavedModel' || (name === 'executeOp' && !isTracked()))
        throw new GraphError(
          'trace-untracked',
          'The function computes past the kernels of the backend (it decodes an image or calls a compiled graph); this cannot be traced.',
        );
      const value: unknown = Reflect.get(target, name);
      return value;
    },
  });
}

/** Attributes that the eager runtime infers and tfjs leaves out; a graph must carry them. */
function impliedAttributes(op: string, inputs: readonly tf.TensorInfo[]): Attributes {
  if (op !== 'ExpandDims') return {};
  const [input, axis] = inputs.map((tensor): DType => dtypeOf(tensor));
  return {T: typeAttribute(input), Tdim: typeAttribute(axis)};
}

const attributesOf = (given: readonly TFEOpAttr[], binding: TFJSBinding): Attributes =>
  Object.fromEntries(given.map((attribute) => [attribute.name, attributeOf(attribute, binding)]));

function attributeOf({name, type, value}: TFEOpAttr, binding: TFJSBinding): Attribute {
  if (type === binding.TF_ATTR_TYPE && typeof value === 'number') return {kind: 'type', value};
  if (type === binding.TF_ATTR_INT && typeof value === 'number') return {kind: 'int', value};
  if (type === binding.TF_ATTR_FLOAT && typeof value === 'number') return {kind: 'float', value};
  if (type === binding.TF_ATTR_BOOL && typeof value === 'boolean') return {kind: 'bool', value};
  if (type === binding.TF_ATTR_STRING && typeof value === 'string') return {kind: 'string', value};
  if (isNumbers(value)) {
    if (type === binding.TF_ATTR_TYPE) return {kind: 'types', value};
    if (type === binding.TF_ATTR_INT) return {kind: 'ints', value};
    if (type === binding.TF_ATTR_SHAPE) return {kind: 'shape', value};
  }
  throw new GraphError(
    'trace-untracked',
    `The attribute ${name} of type ${type} cannot be traced: ${JSON.stringify(value)}.`,
  );
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');
