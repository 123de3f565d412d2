import {runSession, type FedNode} from '../engine/run-session.ts';
import type {Session} from '../engine/session.ts';
import {dtypeNumbers, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import type {FunctionPlan} from './function.ts';
import type {EarlyPlan} from './steady.ts';
import {valuesFor, type Given, type Values} from './values.ts';
import type {Variable} from './variable.ts';

/** A program that TensorFlow has taken in: its session, and what is where in it. */
export class RunningProgram {
  readonly #session: Session;
  readonly #variables: ReadonlyMap<string, Variable>;
  /** What the early parts that have run were given, by slot. */
  readonly #early = new Map<EarlyPlan, FedNode[][]>();
  #disposed = false;

  constructor(session: Session, variables: ReadonlyMap<string, Variable>) {
    this.#session = session;
    this.#variables = variables;
  }

  call(
    {feeds, outputs, fetches, changesState, early}: FunctionPlan,
    given: Readonly<Record<string, Given>>,
  ): Record<string, Float32Array> {
    const fed = feeds.map(({name, node, spec}) =>
      fedNode(node, spec, valuesFor(name, spec, given[name])),
    );
    if (early) fed.push(this.#settle(early, fed));
    const values = this.#run(fed, fetches);
    if (changesState) this.forget();
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
    this.forget();
  }

  /** Frees what functions with steady feeds keep. */
  forget(): void {
    this.#run(
      [],
      [...this.#early.keys()].map(({cleared}) => cleared),
    );
    this.#early.clear();
  }

  dispose(): void {
    if (!this.#disposed) this.#session.close();
    this.#disposed = true;
  }

  /**
   * Sees that an early part has run with these feeds since the state last changed. When no slot is
   * left, the last one is used anew: going round more feeds than there are slots, the first stay.
   *
   * @returns What tells the late part where to find the values.
   */
  #settle(early: EarlyPlan, fed: readonly FedNode[]): FedNode {
    const steady = fed.filter(({node}) => early.feeds.some((feed) => feed.node === node));
    const filled = this.#early.get(early) ?? [];
    this.#early.set(early, filled);
    const slotAt = (index: number) =>
      fedNode(early.slot.node, early.slot.spec, Int32Array.of(index));
    const found = filled.findIndex((before) =>
      before.every(({values}, index) => sameValues(values, steady[index].values)),
    );
    if (found !== -1) return slotAt(found);
    if (filled.length === early.slots) {
      filled.pop();
      this.#run([slotAt(filled.length)], [early.freed]);
    }
    const slot = slotAt(filled.length);
    this.#run([...steady, slot], [early.kept]);
    filled.push(steady.map((feed) => ({...feed, values: feed.values.slice()})));
    return slot;
  }

  #variable(name: string): Variable {
    const variable = this.#variables.get(name);
    if (variable) return variable;
    throw new GraphError('GRAPH_STATE', `The program has no state ${name}.`);
  }

  #run(fed: readonly FedNode[], fetches: readonly string[]) {
    if (this.#disposed) throw new GraphError('GRAPH_DISPOSED', 'The program was disposed of.');
    return fetches.length === 0 ? [] : runSession(this.#session, fed, fetches);
  }
}

const sameValues = (a: Values['values'], b: Values['values']) =>
  a.every((value, index) => value === b[index]);

const fedNode = (node: string, {dtype, shape}: TensorSpec, values: Float32Array | Int32Array) => ({
  node,
  dtype: dtypeNumbers[dtype],
  shape,
  values,
});

function floats(values: unknown): Float32Array {
  if (values instanceof Float32Array) return values;
  throw new GraphError('GRAPH_OUTPUT', 'TensorFlow returned an output that is not float32.');
}

function numbers(values: unknown): Float32Array | Int32Array {
  return values instanceof Int32Array ? values : floats(values);
}
