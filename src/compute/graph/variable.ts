import type {GraphBuilder} from './builder.ts';
import type {TensorSpec} from './dtype.ts';
import {typeAttribute} from './graph-def.ts';

/** The nodes of one tensor of a program's state. */
export interface Variable {
  readonly spec: TensorSpec;
  /** The resource itself, for operations that change it. */
  readonly handle: string;
  /** Its value. */
  readonly value: string;
  /** Where a new value is fed … */
  readonly feed: string;
  /** … and what to ask for so that it is taken over. */
  readonly written: string;
}

/** Adds a resource variable and the nodes that read and write it from outside. */
export function addVariable(builder: GraphBuilder, name: string, spec: TensorSpec): Variable {
  const dtype = typeAttribute(spec.dtype);
  const shape = {kind: 'shape', value: spec.shape} as const;
  const sharedName = {kind: 'string', value: name} as const;
  const handle = builder.add(name, 'VarHandleOp', [], {dtype, shape, shared_name: sharedName});
  const value = builder.add(`${name}/value`, 'ReadVariableOp', [handle], {dtype});
  const feed = builder.add(`${name}/feed`, 'Placeholder', [], {dtype, shape});
  const copy = addCopy(builder, `${name}/copy`, feed, spec);
  const write = builder.add(`${name}/write`, 'AssignVariableOp', [handle, copy], {dtype});
  return {spec, handle, value, feed, written: addSignal(builder, `${name}/written`, [write])};
}

/**
 * A copy that TensorFlow owns. What is fed lies in JavaScript's memory: a variable must not keep it,
 * since later updates would write there.
 */
export const addCopy = (builder: GraphBuilder, name: string, of: string, {dtype}: TensorSpec) =>
  builder.add(name, 'DeepCopy', [of], {T: typeAttribute(dtype)});

/** A value to ask for when only the effects of `after` are wanted. */
export const addSignal = (builder: GraphBuilder, name: string, after: readonly string[]) =>
  builder.add(
    name,
    'Const',
    after.map((node) => `^${node}`),
    {
      dtype: typeAttribute('int32'),
      value: {kind: 'tensor', value: {dtype: 'int32', shape: [], values: Int32Array.of(1)}},
    },
  );
