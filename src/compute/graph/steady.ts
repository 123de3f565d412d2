import type {GraphBuilder} from './builder.ts';
import type {TensorSpec} from './dtype.ts';
import {typeAttribute} from './graph-def.ts';
import type {Operation, Source} from './record.ts';
import {split} from './split.ts';
import {addCopy, addSignal} from './variable.ts';

/** A feed in the graph. */
export interface PlannedFeed {
  readonly name: string;
  readonly node: string;
  readonly spec: TensorSpec;
}

/** How the early part of a function is run: what depends on the state and on steady feeds alone. */
export interface EarlyPlan {
  readonly feeds: readonly PlannedFeed[];
  /** What to ask for so that its values are computed and kept … */
  readonly kept: string;
  /** … and so that they are freed. */
  readonly freed: string;
}

export interface SteadyInputs {
  /** The nodes of the state. */
  readonly states: readonly string[];
  readonly planned: readonly PlannedFeed[];
  /** Names of feeds. */
  readonly steady: readonly string[];
}

/**
 * Adds a recording in two parts (see {@link split}): an early one that leaves values in variables,
 * and a late one that reads them.
 *
 * @returns The nodes of the roots, and how to run the early part.
 */
export function addInTwoParts(
  builder: GraphBuilder,
  prefix: string,
  recording: {readonly operations: readonly Operation[]; readonly roots: readonly Source[]},
  {states, planned, steady}: SteadyInputs,
): {readonly values: readonly string[]; readonly early: EarlyPlan} {
  const isSteady = ({name}: PlannedFeed) => steady.includes(name);
  const inputs = [...states, ...planned.map(({node}) => node)];
  const {early, late} = split(
    recording,
    inputs.length,
    (input) => input >= states.length && !isSteady(planned[input - states.length]),
  );
  // What is kept must not share the memory of what is fed.
  const copies = planned.map((feed, index) =>
    isSteady(feed)
      ? addCopy(builder, `${prefix}early/copy${index}`, feed.node, feed.spec)
      : feed.node,
  );
  const first = builder.addOperations(
    early.operations,
    early.roots,
    [...states, ...copies],
    `${prefix}early/`,
  );
  const variables = early.roots.map((root, index) =>
    addKept(builder, `${prefix}kept${index}`, first.nameOf(root), early.specs[index]),
  );
  const kept = variables.map(({value}) => value);
  const second = builder.addOperations(late.operations, late.roots, [...inputs, ...kept], prefix);
  const signal = (name: string, after: readonly string[]) =>
    addSignal(builder, `${prefix}${name}`, after);
  return {
    values: late.roots.map(second.nameOf),
    early: {
      feeds: planned.filter(isSteady),
      kept: signal(
        'early/kept',
        variables.map(({write}) => write),
      ),
      freed: signal(
        'early/freed',
        variables.map(({free}) => free),
      ),
    },
  };
}

/** A variable that takes `of` over when `write` runs, until `free` runs. */
function addKept(builder: GraphBuilder, name: string, of: string, spec: TensorSpec) {
  const dtype = typeAttribute(spec.dtype);
  const handle = builder.add(name, 'VarHandleOp', [], {
    dtype,
    shape: {kind: 'shape', value: spec.shape},
    shared_name: {kind: 'string', value: name},
  });
  return {
    value: builder.add(`${name}/value`, 'ReadVariableOp', [handle], {dtype}),
    write: builder.add(`${name}/write`, 'AssignVariableOp', [handle, of], {dtype}),
    free: builder.add(`${name}/free`, 'DestroyResourceOp', [handle]),
  };
}
