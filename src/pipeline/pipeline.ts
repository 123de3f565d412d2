import type {z} from 'zod';
import type {InputSpec, OutputSpec, Stage, Upstream} from './define.ts';
import {PipelineError} from './errors.ts';
import {
  generations,
  isMany,
  parentsIn,
  type NodeOptions,
  type Output,
  type OutputHandles,
  type PipelineNode,
  type Wire,
} from './node.ts';
import {bodyCode} from './code/body-code.ts';
import {parseJson, parseParameters} from './parameters.ts';
import {reachable} from '../system/graph.ts';
import {deriveSeed} from './seed.ts';

export interface PipelineOptions {
  /** Every seed of every node derives from it. */
  readonly seed: number;
}

/** Opens an empty pipeline: `const run = pipeline.add(train, {cell, parameters, inputs})`. */
export const definePipeline = (options: PipelineOptions): Pipeline => new Pipeline(options);

/** The whole DAG, node by node. A node can only be wired to nodes that were added before it. */
export class Pipeline {
  readonly #seed: number;
  readonly #nodes = new Map<string, PipelineNode>();
  readonly #aliases = new Map<string, readonly PipelineNode[]>();

  constructor({seed}: PipelineOptions) {
    this.#seed = seed;
  }

  /** All nodes by id, in the order they were added. */
  get nodes(): ReadonlyMap<string, PipelineNode> {
    return this.#nodes;
  }

  /** Short names for targets. */
  get aliases(): ReadonlyMap<string, readonly PipelineNode[]> {
    return this.#aliases;
  }

  /**
   * Adds one node and returns it with its typed output handles. Throws a {@link PipelineError} for
   * parameters that the schema refuses, a malformed or repeated cell, or a handle of another pipeline.
   */
  add<S extends Stage>(stage: S, options: NodeOptions<S>): PipelineNode<S['outputs']> {
    const {
      cell,
      parameters,
      seed = [cell],
      stream = stage.name,
      seconds,
      claims = [],
      inputs = {},
    } = options;
    const id = `${stage.name}/${cell}`;
    this.#checkCell(stage, cell, id);
    const outputs: S['outputs'] = stage.outputs;
    const parsed = parseParameters(stage, cell, parameters);
    const wires = this.#checkInputs(stage, cell, inputs);
    const resources = lazily(() => ({
      ...stage.resources(parsed, this.#upstream(wires)),
      ...(seconds !== undefined && {seconds}),
    }));
    const node: PipelineNode<S['outputs']> = {
      id,
      stage,
      cell,
      code: bodyCode(stage, options.parts ?? {}),
      claims,
      seed: deriveSeed(this.#seed, stream, seed),
      parameters: parsed,
      inputs: wires,
      outputs: handles(id, outputs),
      get resources() {
        return resources();
      },
    };
    this.#nodes.set(id, node);
    return node;
  }

  /** Gives nodes a short name that a person can ask for: `--target report`. */
  alias(name: string, nodes: readonly PipelineNode[]): void {
    if (this.#aliases.has(name)) {
      throw new PipelineError({
        code: 'ALIAS_DUPLICATE',
        field: name,
        received: name,
        message: 'this short name is taken',
        next: 'Choose another name.',
      });
    }
    this.#aliases.set(name, nodes);
  }

  /** The nodes that `targets` need, themselves included, each after everything it reads. */
  select(targets: Iterable<PipelineNode>): readonly PipelineNode[] {
    return this.generations(targets).flat();
  }

  /** The same, grouped: what a group reads stands in the groups before it. */
  generations(targets: Iterable<PipelineNode>): readonly (readonly PipelineNode[])[] {
    const ids = [...targets].map(({id}) => id);
    const wanted = reachable(ids, parentsIn(this.#nodes));
    return generations([...this.#nodes.values()].filter(({id}) => wanted.has(id)));
  }

  #checkCell(stage: Stage, cell: string, id: string): void {
    const place = {stage: stage.name, cell, field: 'cell', received: cell};
    const parts = cell.split('/');
    if (!parts.every((part) => /^[\w.=,+:@-]+$/.test(part) && !/^\.+$/.test(part))) {
      throw new PipelineError({
        ...place,
        code: 'CELL_INVALID',
        message: 'the cell has no usable name',
        next: 'Use letters, digits and . = , + : @ _ - in parts joined by a slash.',
      });
    }
    if (this.#nodes.has(id)) {
      throw new PipelineError({
        ...place,
        code: 'NODE_DUPLICATE',
        message: 'a node of this name stands already',
        next: 'Give every cell of a stage a name of its own.',
      });
    }
  }

  /** The types hold this already; a handle of another pipeline, or one made by hand, is caught here. */
  #checkInputs(
    stage: Stage,
    cell: string,
    given: Readonly<Record<string, GivenWire | readonly GivenWire[] | undefined>>,
  ): PipelineNode['inputs'] {
    const specs: InputSpec = stage.inputs;
    const entries = Object.entries(specs).map(([name, spec]) => {
      const wire = given[name];
      const kind = 'many' in spec ? spec.many : spec;
      const fits =
        wire !== undefined &&
        isMany(wire) === 'many' in spec &&
        [wire].flat().every((one) => outputOf(one).kind === kind && this.#owns(outputOf(one)));
      if (!fits) {
        throw new PipelineError({
          code: 'INPUT_UNKNOWN',
          stage: stage.name,
          cell,
          field: name,
          received:
            wire && [wire].flat().map((one) => `${outputOf(one).node}#${outputOf(one).name}`),
          message: `input \`${name}\` is not wired to ${'many' in spec ? 'outputs' : 'an output'} of kind \`${kind.name}\` in this pipeline`,
          next: 'Wire it to `node.outputs.<name>` of a node added before.',
        });
      }
      const schema = 'many' in spec ? spec.about : undefined;
      const wireOf = (one: GivenWire) => checkWire(one, schema, {stage, cell, name});
      return [name, isMany(wire) ? wire.map(wireOf) : wireOf(wire)] as const;
    });
    return Object.fromEntries(entries);
  }

  #upstream(inputs: PipelineNode['inputs']): Upstream {
    return (name) => [inputs[name]].flat().map(({node}) => this.#nodes.get(node)?.parameters ?? {});
  }

  #owns(output: Output): boolean {
    return this.#nodes.get(output.node)?.outputs[output.name] === output;
  }
}

/** What `find` returns, asked once. */
function lazily<T>(find: () => T): () => T {
  let found: {readonly value: T} | undefined;
  return () => (found ??= {value: find()}).value;
}

/** A handle, alone or with what is said of it. */
type GivenWire = Output | {readonly output: Output; readonly about: unknown};

const outputOf = (wire: GivenWire): Output => ('output' in wire ? wire.output : wire);

/** What is said of a member must be what its input asks for. */
function checkWire(
  wire: GivenWire,
  schema: z.ZodType | undefined,
  {stage, cell, name}: {readonly stage: Stage; readonly cell: string; readonly name: string},
): Wire {
  const output = outputOf(wire);
  if (schema === undefined) return output;
  const about = 'output' in wire ? wire.about : undefined;
  return {
    ...output,
    about: parseJson(schema, about, {stage, cell, field: `${name}.${output.node}`}),
  };
}

function handles<Outputs extends OutputSpec>(
  node: string,
  outputs: Outputs,
): OutputHandles<Outputs> {
  const made: Record<string, Output> = {};
  for (const [name, kind] of Object.entries(outputs)) made[name] = {node, name, kind};
  if (!areHandles(made, outputs)) throw new TypeError(`${node}: an output without a handle`);
  return made;
}

const areHandles = <Outputs extends OutputSpec>(
  made: Readonly<Record<string, Output>>,
  outputs: Outputs,
): made is OutputHandles<Outputs> & Record<string, Output> =>
  Object.keys(outputs).every((name) => made[name].kind === outputs[name]);
