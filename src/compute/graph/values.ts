import {elementCount, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';

/** A tensor outside TensorFlow: row-major values and a shape. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** What one feed of a call may be: values in row-major order, or a number for a scalar. */
export type Given = number | Float32Array | Int32Array;

/**
 * The values of one feed, checked.
 *
 * @throws {GraphError} `GRAPH_INPUT`.
 */
export function valuesFor(
  name: string,
  {shape, dtype}: TensorSpec,
  given: Given | undefined,
): Float32Array | Int32Array {
  const values =
    typeof given !== 'number'
      ? given
      : dtype === 'float32'
        ? Float32Array.of(given)
        : Int32Array.of(given);
  const fits = dtype === 'float32' ? values instanceof Float32Array : values instanceof Int32Array;
  if (values !== undefined && fits && values.length === elementCount(shape)) return values;
  const kind = values === undefined ? 'nothing' : `${values.constructor.name}(${values.length})`;
  throw new GraphError(
    'GRAPH_INPUT',
    `${name} takes ${elementCount(shape)} ${dtype} values of shape [${shape.join(', ')}], not ${kind}.`,
  );
}
