import type * as tf from '@tensorflow/tfjs-core';
import {openSession} from '../engine/session.ts';
import {GraphBuilder} from './builder.ts';
import type {TensorSpec} from './dtype.ts';
import {addFunction, type FunctionPlan} from './function.ts';
import {placeholder} from './record.ts';
import {RunningProgram} from './running-program.ts';
import {scoped} from './scope.ts';
import {addVariable, type Variable} from './variable.ts';
import type {Update} from './update.ts';
import type {Values} from './values.ts';

/** What a function of a program returns. */
export interface FunctionResult<Output extends string> {
  /** float32 tensors whose values a call hands back; cast what is not. */
  readonly outputs: Readonly<Record<Output, tf.Tensor>>;
  /** Applied after the function has read the state; each name at most once. */
  readonly updates?: readonly Update[];
}

type Specs = Readonly<Record<string, TensorSpec>>;

/** A function over the state of a program, to be compiled. */
export interface GraphFunction<Feeds extends Specs = Specs, Output extends string = string> {
  readonly feeds: Feeds;
  readonly steady: readonly string[];
  readonly keptBytes: number;
  body(
    state: Readonly<Record<string, tf.Tensor>>,
    feeds: Readonly<Record<keyof Feeds, tf.Tensor>>,
  ): FunctionResult<Output>;
}

/**
 * Declares a function of a program: what each call is given, and a pure tfjs function of the state
 * and of that. `body` runs once, when the program is compiled.
 *
 * @param steady Feeds that come again over many calls: what follows from them and from the state
 *   alone is computed once and kept, in memory, until the state changes (or `forget`). A function with
 *   steady feeds updates no state.
 * @param keptBytes How much of that may be kept, for several values of the steady feeds [bytes]; for
 *   the last ones it is kept in any case.
 */
export const graphFunction = <const Feeds extends Specs, Output extends string>(
  feeds: Feeds,
  body: GraphFunction<Feeds, Output>['body'],
  {
    steady = [],
    keptBytes = 2 ** 30,
  }: {readonly steady?: readonly (keyof Feeds & string)[]; readonly keptBytes?: number} = {},
): GraphFunction<Feeds, Output> => ({feeds, body, steady, keptBytes});

export const float32 = (...shape: readonly number[]): TensorSpec => ({shape, dtype: 'float32'});
export const int32 = (...shape: readonly number[]): TensorSpec => ({shape, dtype: 'int32'});

export type Functions = Readonly<Record<string, GraphFunction>>;
type Fed<Function> =
  Function extends GraphFunction<infer Feeds>
    ? Readonly<Record<keyof Feeds, number | Float32Array | Int32Array>>
    : never;
type Returned<Function> =
  Function extends GraphFunction<Specs, infer Output>
    ? Readonly<Record<Output, Float32Array>>
    : never;

/** A compiled program; its state stays inside TensorFlow from call to call. */
export interface Program<Compiled extends Functions> {
  /**
   * One call is one run of TensorFlow. A scalar is given as a number.
   *
   * @throws {GraphError} `GRAPH_INPUT` for values of another length or type; `GRAPH_DISPOSED`.
   */
  readonly functions: {
    readonly [Name in keyof Compiled]: (feeds: Fed<Compiled[Name]>) => Returned<Compiled[Name]>;
  };
  /** Copies of the named states. */
  read<Name extends string>(names: readonly Name[]): Record<Name, Values>;
  /** Replaces states by copies of these values, of the same shapes and types. */
  write(state: Readonly<Record<string, Values>>): void;
  /** Frees what functions with steady feeds have kept. */
  forget(): void;
  /** Frees the graph and its state. */
  dispose(): void;
}

/**
 * Compiles functions that share a state, for example a training step for each batch size, an
 * evaluation and a Hessian-vector product over the same parameters and data.
 *
 * The state (parameters, optimiser's and running statistics, data) lives in the graph: a call sends
 * its feeds and gets its outputs back, nothing else.
 *
 * ```ts
 * const program = compileProgram({weights, images, labels}, {
 *   step: graphFunction({rows: int32(50), learningRate: float32()}, (state, {rows, learningRate}) => {
 *     const {value, grads} = tf.valueAndGrads(…)([state['weights']]);
 *     return {
 *       outputs: {loss: value},
 *       updates: [descend({parameter: 'weights', gradient: grads[0], learningRate})],
 *     };
 *   }),
 * });
 * const {loss} = program.functions.step({rows, learningRate: 0.1});
 * ```
 *
 * @throws {GraphError} When a function cannot be traced (see {@link record}), an update does not fit
 *   the state (`GRAPH_STATE`), or TensorFlow refuses the graph (`GRAPH_REJECTED`).
 */
export function compileProgram<Compiled extends Functions>(
  initial: Readonly<Record<string, Values>>,
  functions: Compiled,
): Program<Compiled>;
export function compileProgram(
  initial: Readonly<Record<string, Values>>,
  functions: Functions,
): Program<Functions> {
  const builder = new GraphBuilder();
  const variables = new Map(
    Object.entries(initial).map(([name, values], index) => [
      name,
      addVariable(builder, `variable${index}`, specOf(values)),
    ]),
  );
  const plans = scoped(() => planFunctions(builder, variables, functions));
  const running = new RunningProgram(openSession(builder.bytes()), variables);
  running.write(initial);
  return {
    functions: Object.fromEntries(
      plans.map(([name, plan]) => [name, (feeds: Fed<GraphFunction>) => running.call(plan, feeds)]),
    ),
    read: (names) => running.read(names),
    write: (state) => running.write(state),
    forget: () => running.forget(),
    dispose: () => running.dispose(),
  };
}

const specOf = ({shape, values}: Values): TensorSpec => ({
  shape,
  dtype: values instanceof Float32Array ? 'float32' : 'int32',
});

function planFunctions(
  builder: GraphBuilder,
  variables: ReadonlyMap<string, Variable>,
  functions: Functions,
): [name: string, plan: FunctionPlan][] {
  const state = [...variables].map(([name, variable]) => ({
    name,
    variable,
    example: placeholder(variable.spec),
  }));
  return Object.entries(functions).map(([name, declared], index) => {
    const given = Object.entries(declared.feeds).map(([feed, spec]) => ({
      name: feed,
      spec,
      example: placeholder(spec),
    }));
    const {steady, keptBytes} = declared;
    const body: GraphFunction['body'] = (...args) => declared.body(...args);
    const plan = scoped(() =>
      addFunction(builder, `function${index}/`, {body, steady, keptBytes}, state, given),
    );
    return [name, plan];
  });
}
