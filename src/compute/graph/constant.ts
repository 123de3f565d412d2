import {dtypeOf, elementCount, type DType, type Elements} from './dtype.ts';
import {GraphError} from './errors.ts';
import type {TensorValue} from './graph-def.ts';
import {sha256} from '../../system/hash.ts';

/** A tensor that does not depend on the inputs; equal ones have equal keys. */
export interface Constant extends TensorValue {
  readonly key: string;
}

/** @throws {GraphError} `TRACE_DTYPE`. */
export function constantOf(
  tensor: {readonly shape: readonly number[]; readonly dtype: string},
  given: unknown,
): Constant {
  const {shape} = tensor;
  const dtype = dtypeOf(tensor);
  const values = shared(elementsOf(dtype, given));
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const content = sha256(bytes);
  return {dtype, shape, values, key: `${dtype}[${shape.join(',')}]${values.length}:${content}`};
}

/** A copy: the owner of the tensor may write to its values later. */
function elementsOf(dtype: DType, given: unknown): Elements {
  const isElements =
    given instanceof Float32Array || given instanceof Int32Array || given instanceof Uint8Array;
  if (!isElements)
    throw new GraphError('TRACE_DTYPE', `A ${dtype} constant came as ${typeof given}.`);
  return given.slice();
}

/** One element where all are alike (bit for bit), else all of them. */
function shared(values: Elements): Elements {
  if (values.length < 2) return values;
  const bits =
    values instanceof Uint8Array
      ? values
      : new Int32Array(values.buffer, values.byteOffset, values.length);
  const [first] = bits;
  return bits.every((item) => item === first) ? values.slice(0, 1) : values;
}

/** From this many elements on, a filled tensor is made by an operation when it is needed, not kept. */
const fillThreshold = 4096;

/** Whether the constant is a large tensor of one value. */
export const isLargeFill = ({shape, values}: TensorValue) =>
  values.length === 1 && elementCount(shape) >= fillThreshold;
