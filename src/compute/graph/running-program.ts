import {runSession, type FedNode} from '../engine/run-session.ts';
import type {Session} from '../engine/session.ts';
import {dtypeNumbers, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import type {FunctionPlan} from './function.ts';
import {valuesFor, type Given, type Values} from './values.ts';
import type {Variable} from './variable.ts';

/** A program that TensorFlow has taken in: its session, and what is where in it. */
export class RunningProgram {
  readonly #session: Session;
  readonly #variables: ReadonlyMap<string, Variable>;
  #disposed = false;

  constructor(session: Session, variables: ReadonlyMap<string, Variable>) {
    this.#session = session;
    this.#variables = variables;
  }

  call(
    {feeds, outputs, fetches}: FunctionPlan,
    given: Readonly<Record<string, Given>>,
  ): Record<string, Float32Array> {
    const fed = feeds.map(({name, node, spec}) =>
      fedNode(node, spec, valuesFor(name, spec, given[name])),
    );
    const values = this.#run(fed, fetches);
    return Object.fromEntries(outputs.map((name, index) => [name, floats(values[index])]));
  }

  read<Name extends string>(names: readonly Name[]): Record<Name, Values>;
  read(names: readonly string[]): Record<string, Values> {
    const variables = names.map((name) => this.#variable(name));
    const all = this.#run(
      [],
      variables.map(({value}) => value),
    );
    return Object.fromEntries(
      variables.map(({spec: {shape}}, index) => [
        names[index],
        {shape, values: numbers(all[index])},
      ]),
    );
  }

  write(state: Readonly<Record<string, Values>>): void {
    const entries = Object.entries(state).map(([name, {values}]) => {
      const variable = this.#variable(name);
      const fed = fedNode(variable.feed, variable.spec, valuesFor(name, variable.spec, values));
      return {fed, written: variable.written};
    });
    this.#run(
      entries.map(({fed}) => fed),
      entries.map(({written}) => written),
    );
  }

  dispose(): void {
    if (!this.#disposed) this.#session.close();
    this.#disposed = true;
  }

  #variable(name: string): Variable {
    const variable = this.#variables.get(name);
    if (variable) return variable;
    throw new GraphError('graph-state', `The program has no state ${name}.`);
  }

  #run(fed: readonly FedNode[], fetches: readonly string[]) {
    if (this.#disposed) throw new GraphError('graph-disposed', 'The program was disposed of.');
    return fetches.length === 0 ? [] : runSession(this.#session, fed, fetches);
  }
}

const fedNode = (node: string, {dtype, shape}: TensorSpec, values: Float32Array | Int32Array) => ({
  node,
  dtype: dtypeNumbers[dtype],
  shape,
  values,
});

function floats(values: unknown): Float32Array {
  if (values instanceof Float32Array) return values;
  throw new GraphError('graph-output', 'TensorFlow returned an output that is not float32.');
}

function numbers(values: unknown): Float32Array | Int32Array {
  return values instanceof Int32Array ? values : floats(values);
}
