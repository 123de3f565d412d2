import * as tf from '@tensorflow/tfjs-core';
import type {NodeJSKernelBackend} from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type {TFEOpAttr, TFJSBinding} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import {engineBackend} from '../engine/load.ts';
import {constantOf, type Constant} from './constant.ts';
import {dtypeOf, type DType, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import {typeAttribute, type Attribute, type Attributes} from './graph-def.ts';
import {outputSpecs, zerosFor, type KnownInput} from './infer.ts';
import {withoutRandomness} from './randomness.ts';

/** Where a value of a recording comes from. */
export type Source =
  | {readonly from: 'input'; readonly index: number}
  | {readonly from: 'constant'; readonly constant: Constant}
  | {readonly from: 'operation'; readonly operation: Operation; readonly output: number};

/** One TensorFlow operation. */
export interface Operation {
  readonly op: string;
  readonly attributes: Attributes;
  readonly inputs: readonly Source[];
  readonly outputs: readonly TensorSpec[];
}

/** What a function does with its inputs, as TensorFlow operations in the order it asks for them. */
export interface Recording<Output> {
  readonly operations: readonly Operation[];
  readonly result: Output;
}

/**
 * Runs `work` once and writes down every TensorFlow operation that the tfjs backend is asked for: all
 * of its kernels end in one of two methods. The tensors that `work` sees have shapes and types, and no
 * values. Tensors made outside (or from JavaScript numbers) become constants. `work` looks its
 * outputs up with `sourceOf`.
 *
 * @throws {GraphError} When the run depends on more than the shapes of its inputs: it reads values
 *   (`TRACE_READS_DATA`), draws random numbers (`TRACE_RANDOM`), or computes past the backend
 *   (`TRACE_UNTRACKED`).
 */
export function record<Output>(
  inputs: readonly tf.Tensor[],
  work: (sourceOf: (tensor: tf.TensorInfo) => Source) => Output,
): Recording<Output> {
  const backend = engineBackend();
  const original = {
    binding: backend.binding,
    executeSingleOutput: backend.executeSingleOutput.bind(backend),
    executeMultipleOutputs: backend.executeMultipleOutputs.bind(backend),
    readSync: backend.readSync.bind(backend),
  };
  const recorder = new Recorder(original.binding, original.readSync, inputs);
  backend.binding = guarded(original.binding);
  backend.executeSingleOutput = (op, attributes, ins) => recorder.note(op, attributes, ins, 1)[0];
  backend.executeMultipleOutputs = (...operation) => recorder.note(...operation);
  backend.readSync = (dataId) => recorder.read(dataId);
  try {
    const result = withoutRandomness(() => work((tensor) => recorder.sourceOf(tensor)));
    return {result, operations: recorder.operations};
  } finally {
    Object.assign(backend, original);
  }
}

type Read = NodeJSKernelBackend['readSync'];

class Recorder {
  readonly operations: Operation[] = [];
  readonly #sources = new Map<object, Source>();
  readonly #binding: TFJSBinding;
  readonly #read: Read;

  constructor(binding: TFJSBinding, read: Read, inputs: readonly tf.Tensor[]) {
    this.#binding = binding;
    this.#read = read;
    inputs.forEach(({dataId}, index) => this.#sources.set(dataId, {from: 'input', index}));
  }

  /** Where a tensor comes from; one that was not seen before is a constant. */
  sourceOf(tensor: tf.TensorInfo): Source {
    const known = this.#sources.get(tensor.dataId);
    if (known) return known;
    const values = this.#read(tensor.dataId);
    const source: Source = {from: 'constant', constant: constantOf(tensor, values)};
    this.#sources.set(tensor.dataId, source);
    return source;
  }

  /** Writes an operation down and returns tensors of the right shapes and types. */
  note(
    op: string,
    given: readonly TFEOpAttr[],
    ins: readonly tf.TensorInfo[],
    count: number,
  ): tf.Tensor[] {
    const attributes = {...impliedAttributes(op, ins), ...attributesOf(given, this.#binding)};
    const inputs = ins.map((tensor) => this.sourceOf(tensor));
    const known = ins.map(({shape, dtype}, index): KnownInput => {
      const source = inputs[index];
      return source.from === 'constant'
        ? {constant: source.constant}
        : {spec: {shape, dtype: dtypeOf({dtype})}};
    });
    const outputs = outputSpecs(this.#binding, op, given, known, count);
    const operation = {op, attributes, inputs, outputs};
    this.operations.push(operation);
    return outputs.map((spec, output) => {
      const tensor = placeholder(spec);
      this.#sources.set(tensor.dataId, {from: 'operation', operation, output});
      return tensor;
    });
  }

  read(dataId: tf.DataId) {
    const source = this.#sources.get(dataId);
    if (source !== undefined && source.from !== 'constant')
      throw new GraphError(
        'TRACE_READS_DATA',
        'The function reads the values of a tensor that depends on its inputs; a graph cannot (tf.gather reads its indices: use rowsAt).',
      );
    return this.#read(dataId);
  }
}

/** A tensor of a shape and type, whose values nobody may look at. */
export const placeholder = (spec: TensorSpec): tf.Tensor =>
  tf.tensor(zerosFor(spec), [...spec.shape], spec.dtype);

/** A binding that refuses to compute what would not be written down. */
function guarded(binding: TFJSBinding): TFJSBinding {
  return new Proxy(binding, {
    get(target, name) {
      if (name === 'runSavedModel' || name === 'executeOp')
        throw new GraphError(
          'TRACE_UNTRACKED',
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
    'TRACE_UNTRACKED',
    `The attribute ${name} of type ${type} cannot be traced.`,
    JSON.stringify(value),
  );
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'number');
