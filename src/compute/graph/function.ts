import type * as tf from '@tensorflow/tfjs-core';
import type {AddedOperations, GraphBuilder} from './builder.ts';
import type {TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import {typeAttribute} from './graph-def.ts';
import {record, type Source} from './record.ts';
import {addInTwoParts, type EarlyPlan, type PlannedFeed, type SteadyInputs} from './steady.ts';
import {checkUpdates, type Update} from './update.ts';
import {addCopy, addSignal, type Variable} from './variable.ts';

/** What a call of a function feeds and asks for. */
export interface FunctionPlan {
  readonly feeds: readonly PlannedFeed[];
  readonly outputs: readonly string[];
  /** The nodes to ask for: those of the outputs; where there are none, one that waits for the updates. */
  readonly fetches: readonly string[];
  readonly changesState: boolean;
  /** What must have run before, with these states and steady feeds. */
  readonly early?: EarlyPlan;
}

/** A state that a function is traced with: an example of its value, and its nodes. */
export interface StateArgument {
  readonly name: string;
  readonly example: tf.Tensor;
  readonly variable: Variable;
}

/** A feed that a function is traced with. */
export interface FeedArgument {
  readonly name: string;
  readonly example: tf.Tensor;
  readonly spec: TensorSpec;
}

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Body = (state: Tensors, feeds: Tensors) => {outputs: Tensors; updates?: readonly Update[]};

/**
 * Traces one function of a program and adds it to the program's graph.
 *
 * @param steady Names of feeds whose consequences are kept from call to call, as far as `keptBytes` go.
 */
export function addFunction(
  builder: GraphBuilder,
  prefix: string,
  {
    body,
    steady,
    keptBytes,
  }: {readonly body: Body; readonly steady: readonly string[]; readonly keptBytes: number},
  state: readonly StateArgument[],
  feeds: readonly FeedArgument[],
): FunctionPlan {
  const traced = traceBody(body, state, feeds);
  const planned = feeds.map(({name, spec}, index) => {
    const attributes = {
      dtype: typeAttribute(spec.dtype),
      shape: {kind: 'shape', value: spec.shape} as const,
    };
    const node = builder.add(`${prefix}feed${index}`, 'Placeholder', [], attributes);
    return {name, spec, node};
  });
  const states = state.map(({variable}) => variable.value);
  if (steady.length > 0) {
    return addSteady(builder, prefix, traced, {states, planned, steady, keptBytes});
  }
  const added = builder.addOperations(
    traced.operations,
    [
      ...traced.outputs.map(({source}) => source),
      ...traced.updates.flatMap(({operands}) => operands),
    ],
    [...states, ...planned.map(({node}) => node)],
    prefix,
  );
  const updated = traced.updates.map((update, index) =>
    addUpdate(builder, `${prefix}update${index}`, update, state, added),
  );
  const done = addSignal(builder, `${prefix}done`, updated);
  const fetches = traced.outputs.map(({source}, index) =>
    addOutput(builder, `${prefix}output${index}`, [added.nameOf(source), `^${done}`]),
  );
  return {
    feeds: planned,
    outputs: traced.outputs.map(({name}) => name),
    fetches: fetches.length > 0 ? fetches : [done],
    changesState: traced.updates.length > 0,
  };
}

const addOutput = (builder: GraphBuilder, name: string, inputs: readonly string[]) =>
  builder.add(name, 'Identity', inputs, {T: typeAttribute('float32')});

function addSteady(
  builder: GraphBuilder,
  prefix: string,
  {operations, outputs, updates}: ReturnType<typeof traceBody>,
  inputs: SteadyInputs,
): FunctionPlan {
  if (updates.length > 0)
    throw new GraphError('GRAPH_STATE', 'A function with steady feeds updates no state.');
  const roots = outputs.map(({source}) => source);
  const {values, early} = addInTwoParts(builder, prefix, {operations, roots}, inputs);
  return {
    feeds: inputs.planned,
    outputs: outputs.map(({name}) => name),
    fetches: values.map((value, index) => addOutput(builder, `${prefix}output${index}`, [value])),
    changesState: false,
    early,
  };
}

interface TracedUpdate {
  readonly update: Update;
  readonly operands: readonly Source[];
}

function traceBody(body: Body, state: readonly StateArgument[], feeds: readonly FeedArgument[]) {
  const named = (given: readonly (StateArgument | FeedArgument)[]) =>
    Object.fromEntries(given.map(({name, example}) => [name, example]));
  const inputs = [...state, ...feeds].map(({example}) => example);
  const {operations, result} = record(inputs, (sourceOf) => {
    const {outputs, updates = []} = body(named(state), named(feeds));
    checkUpdates(updates, (name) => state.find((one) => one.name === name)?.variable.spec);
    return {
      outputs: Object.entries(outputs).map(([name, tensor]) => {
        checkOutput(name, tensor);
        return {name, source: sourceOf(tensor)};
      }),
      updates: updates.map((update): TracedUpdate => ({
        update,
        operands: update.operands.map(sourceOf),
      })),
    };
  });
  return {operations, ...result};
}

function checkOutput(name: string, {dtype}: tf.Tensor): void {
  if (dtype !== 'float32')
    throw new GraphError(
      'GRAPH_OUTPUT',
      `The output ${name} is ${dtype}; outputs are float32: cast it.`,
    );
}

/**
 * Adds an update. It waits until every operation that takes the old value as it is has run: this
 * keeps the order right, and lets TensorFlow change the variable in place.
 */
function addUpdate(
  builder: GraphBuilder,
  name: string,
  {update, operands}: TracedUpdate,
  state: readonly StateArgument[],
  {nameOf, readersOf}: AddedOperations,
): string {
  const places = update.changes.map((change) => state.findIndex((one) => one.name === change));
  const variables = places.map((place) => state[place].variable);
  const readers = places.flatMap((place) => [state[place].variable.value, ...readersOf(place)]);
  const values = operands.map((source, index) =>
    update.op === 'AssignVariableOp' && source.from === 'input' && source.index >= state.length
      ? addCopy(builder, `${name}/copy${index}`, nameOf(source), variables[0].spec)
      : nameOf(source),
  );
  const type = typeAttribute(variables[0].spec.dtype);
  return builder.add(
    name,
    update.op,
    [...variables.map(({handle}) => handle), ...values, ...readers.map((node) => `^${node}`)],
    update.op === 'AssignVariableOp' ? {dtype: type} : {T: type},
  );
}
