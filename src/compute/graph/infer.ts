import type {TFEOpAttr, TFJSBinding} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type {Constant} from './constant.ts';
import {
  describe,
  dtypeNumbers,
  elementCount,
  type DType,
  type Elements,
  type TensorSpec,
} from './dtype.ts';
import {GraphError} from './errors.ts';

/** An input of an operation: known in value, or in shape and type only. */
export type KnownInput = {readonly constant: Constant} | {readonly spec: TensorSpec};

/** The output shapes and types of operations seen before in this process. */
const known = new Map<string, readonly TensorSpec[]>();

/**
 * The shapes and types of an operation's outputs. TensorFlow says them: it runs the operation on
 * zeros (and on the constants as they are), once for all alike. So tracing a deep net runs each
 * kind of layer once, and holds no activations.
 *
 * @throws {GraphError} `TRACE_DTYPE` for outputs of types that graphs do not have here; whatever
 *   TensorFlow throws for inputs that do not fit.
 */
export function outputSpecs(
  binding: TFJSBinding,
  op: string,
  attributes: readonly TFEOpAttr[],
  inputs: readonly KnownInput[],
  outputCount: number,
): readonly TensorSpec[] {
  const key = JSON.stringify([op, attributes, inputs.map(keyOf), outputCount]);
  const specs = known.get(key) ?? run(binding, op, attributes, inputs, outputCount);
  known.set(key, specs);
  return specs;
}

const keyOf = (input: KnownInput) =>
  'constant' in input ? input.constant.key : describe(input.spec);

function run(
  binding: TFJSBinding,
  op: string,
  attributes: readonly TFEOpAttr[],
  inputs: readonly KnownInput[],
  outputCount: number,
): TensorSpec[] {
  const ids: number[] = [];
  try {
    for (const input of inputs) {
      const {shape, dtype} = 'constant' in input ? input.constant : input.spec;
      ids.push(binding.createTensor([...shape], dtypeNumbers[dtype], valuesOf(input)));
    }
    const outputs = binding.executeOp(op, [...attributes], ids, outputCount);
    ids.push(...outputs.map(({id}) => id));
    return outputs.map(({shape, dtype}) => ({shape, dtype: dtypeNamed(dtype, op)}));
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}

function valuesOf(input: KnownInput): Elements {
  if (!('constant' in input)) return zerosFor(input.spec);
  const {shape, values} = input.constant;
  const count = elementCount(shape);
  return values.length === count ? values : zerosFor(input.constant).slice().fill(values[0]);
}

let zeros = new ArrayBuffer(0);

/** Zeros enough for a tensor: a view of memory that all share and none may write to. */
export function zerosFor({shape, dtype}: TensorSpec): Elements {
  const count = elementCount(shape);
  if (zeros.byteLength < 4 * count) zeros = new ArrayBuffer(4 * count);
  switch (dtype) {
    case 'float32':
      return new Float32Array(zeros, 0, count);
    case 'int32':
      return new Int32Array(zeros, 0, count);
    case 'bool':
      return new Uint8Array(zeros, 0, count);
  }
}

function dtypeNamed(number: number, op: string): DType {
  switch (number) {
    case dtypeNumbers.float32:
      return 'float32';
    case dtypeNumbers.int32:
      return 'int32';
    case dtypeNumbers.bool:
      return 'bool';
    default:
      throw new GraphError('TRACE_DTYPE', `${op} makes a type that graphs do not have here.`);
  }
}
