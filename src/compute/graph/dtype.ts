import {GraphError} from './errors.ts';

/** The types of elements that graphs compute with. */
export type DType = 'float32' | 'int32' | 'bool';
/** Values as they cross between JavaScript and TensorFlow; `bool` is a byte. */
export type Elements = Float32Array | Int32Array | Uint8Array;

/** What is known of a tensor before it has values. */
export interface TensorSpec {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** TensorFlow's numbers of the types (`DataType` of types.proto). */
export const dtypeNumbers: Readonly<Record<DType, number>> = {float32: 1, int32: 3, bool: 10};

/** @throws {GraphError} `TRACE_DTYPE`. */
export function dtypeOf({dtype}: {readonly dtype: string}): DType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new GraphError('TRACE_DTYPE', 'A graph computes with float32, int32 and bool.', dtype);
}

export const elementCount = (shape: readonly number[]) =>
  shape.reduce((product, size) => product * size, 1);

export const bytesOf = ({shape, dtype}: TensorSpec) =>
  elementCount(shape) * (dtype === 'bool' ? 1 : 4);

export const describe = ({dtype, shape}: TensorSpec) => `${dtype}[${shape.join(', ')}]`;

export const sameSpec = (a: TensorSpec, b: TensorSpec) =>
  a.dtype === b.dtype &&
  a.shape.length === b.shape.length &&
  a.shape.every((size, axis) => size === b.shape[axis]);
