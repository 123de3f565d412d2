import type {GraphBuilder} from './builder.ts';
import {bytesOf, dtypeNumbers, type TensorSpec} from './dtype.ts';
import {typeAttribute, type Attributes} from './graph-def.ts';
import type {Operation, Source} from './record.ts';
import {split} from './split.ts';
import {addCopy, addSignal} from './variable.ts';

/** A feed in the graph. */
export interface PlannedFeed {
  readonly name: string;
  readonly node: string;
  readonly spec: TensorSpec;
}

/**
 * How the early part of a function is run: what depends on the state and on steady feeds alone. Its
 * values are kept in one of several slots, so that one can turn from steady feeds to others and back.
 */
export interface EarlyPlan {
  readonly feeds: readonly PlannedFeed[];
  /** Feeds the number of the slot, to all of the following and to the late part. */
  readonly slot: PlannedFeed;
  /** How many slots may be in use. */
  readonly slots: number;
  /** What to ask for so that the values are computed and kept in an empty slot … */
  readonly kept: string;
  /** … and so that a slot is emptied, … */
  readonly freed: string;
  /** … or all of them. */
  readonly cleared: string;
}

export interface SteadyInputs {
  /** The nodes of the state. */
  readonly states: readonly string[];
  readonly planned: readonly PlannedFeed[];
  /** Names of feeds. */
  readonly steady: readonly string[];
  /** What may be kept, of the values for several steady feeds [bytes]. */
  readonly keptBytes: number;
}

/** TensorFlow's number of the type of a map's keys. */
const INT64 = 9;

/**
 * Adds a recording in two parts (see {@link split}): an early one that leaves values in a slot, and a
 * late one that reads them.
 *
 * @returns The nodes of the roots, and how to run the early part.
 */
export function addInTwoParts(
  builder: GraphBuilder,
  prefix: string,
  recording: {readonly operations: readonly Operation[]; readonly roots: readonly Source[]},
  {states, planned, steady, keptBytes}: SteadyInputs,
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
  const kept = early.roots.map(first.nameOf);
  const bytes = early.specs.reduce((sum, spec) => sum + bytesOf(spec), 0);
  const {values, ...slot} = addSlots(builder, `${prefix}slots`, kept, early.specs);
  const second = builder.addOperations(late.operations, late.roots, [...inputs, ...values], prefix);
  return {
    values: late.roots.map(second.nameOf),
    early: {
      ...slot,
      feeds: planned.filter(isSteady),
      slots: Math.max(1, Math.floor(keptBytes / bytes)),
    },
  };
}

/**
 * Slots that each take over the values `of` at once: a map inside TensorFlow from the number of a slot
 * to its values, which are neither copied on their way in nor out.
 */
function addSlots(
  builder: GraphBuilder,
  name: string,
  of: readonly string[],
  specs: readonly TensorSpec[],
) {
  const spec: TensorSpec = {shape: [], dtype: 'int32'};
  const node = builder.add(`${name}/slot`, 'Placeholder', [], {
    dtype: typeAttribute('int32'),
    shape: {kind: 'shape', value: []},
  });
  const key = builder.add(`${name}/key`, 'Cast', [node], {
    SrcT: typeAttribute('int32'),
    DstT: {kind: 'type', value: INT64},
  });
  const dtypes = {kind: 'types', value: specs.map(({dtype}) => dtypeNumbers[dtype])} as const;
  const map: Attributes = {dtypes, shared_name: {kind: 'string', value: name}};
  const places = builder.add(`${name}/places`, 'Const', [], {
    dtype: typeAttribute('int32'),
    value: {
      kind: 'tensor',
      value: {dtype: 'int32', shape: [of.length], values: Int32Array.from(of.keys())},
    },
  });
  const stage = builder.add(`${name}/stage`, 'MapStage', [key, places, ...of], {
    ...map,
    fake_dtypes: dtypes,
  });
  const unstage = builder.add(`${name}/unstage`, 'MapUnstage', [key, places], map);
  const clear = builder.add(`${name}/clear`, 'MapClear', [], map);
  const peek = builder.add(`${name}/peek`, 'MapPeek', [key, places], map);
  const values = specs.map(({dtype, shape}, index) =>
    // The map does not know the shapes, and the optimiser of graphs needs them.
    builder.add(`${name}/value${index}`, 'EnsureShape', [`${peek}:${index}`], {
      T: typeAttribute(dtype),
      shape: {kind: 'shape', value: shape},
    }),
  );
  return {
    values,
    slot: {name: 'slot', node, spec},
    kept: addSignal(builder, `${name}/kept`, [stage]),
    freed: addSignal(builder, `${name}/freed`, [unstage]),
    cleared: addSignal(builder, `${name}/cleared`, [clear]),
  };
}
