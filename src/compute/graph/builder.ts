import {constantOf, isLargeFill, type Constant} from './constant.ts';
import {dependencies} from './dependencies.ts';
import {savedModel, typeAttribute, type Attributes, type GraphNode} from './graph-def.ts';
import type {Operation, Source} from './record.ts';

/** What stands in a graph of the operations of a recording. */
export interface AddedOperations {
  /** What names a value in the graph, for every value that the roots depend on. */
  readonly nameOf: (source: Source) => string;
  /** The nodes that take an input of the recording as it is. */
  readonly readersOf: (input: number) => readonly string[];
}

/** Collects the nodes of a graph. Each constant stands in it once, whatever asks for it. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #constants = new Map<string, string>();

  /** Adds a node and returns its name. */
  add(name: string, op: string, inputs: readonly string[], attributes: Attributes = {}): string {
    this.#nodes.push({name, op, inputs, attributes});
    return name;
  }

  /**
   * Adds the operations of a recording that `roots` depend on.
   *
   * @param operations In the order they ran.
   * @param inputs The names of the nodes that stand for the recording's inputs.
   * @param prefix Of the names of the nodes that are added.
   */
  addOperations(
    operations: readonly Operation[],
    roots: readonly Source[],
    inputs: readonly string[],
    prefix: string,
  ): AddedOperations {
    const needed = dependencies(operations, roots);
    const names = new Map<Operation, string>();
    const readers = inputs.map((): string[] => []);
    const nameOf = (source: Source): string => {
      if (source.from === 'input') return inputs[source.index];
      if (source.from === 'constant') return this.#constant(source.constant);
      const name = names.get(source.operation) ?? '';
      return source.output === 0 ? name : `${name}:${source.output}`;
    };
    for (const operation of operations) {
      if (!needed.has(operation)) continue;
      const name = `${prefix}operation${names.size}`;
      this.add(name, operation.op, operation.inputs.map(nameOf), operation.attributes);
      names.set(operation, name);
      for (const input of operation.inputs)
        if (input.from === 'input') readers[input.index].push(name);
    }
    return {nameOf, readersOf: (input) => readers[input]};
  }

  #constant(constant: Constant): string {
    const known = this.#constants.get(constant.key);
    if (known !== undefined) return known;
    const name = `constant${this.#constants.size}`;
    this.#constants.set(constant.key, name);
    return isLargeFill(constant) ? this.#fill(name, constant) : this.#literal(name, constant);
  }

  #literal(name: string, {dtype, shape, values}: Constant): string {
    return this.add(name, 'Const', [], {
      dtype: typeAttribute(dtype),
      value: {kind: 'tensor', value: {dtype, shape, values}},
    });
  }

  #fill(name: string, {dtype, shape, values}: Constant): string {
    const size = {shape: [shape.length], dtype: 'int32'};
    const dimensions = this.#constant(constantOf(size, Int32Array.from(shape)));
    const value = this.#constant(constantOf({shape: [], dtype}, values));
    const attributes = {T: typeAttribute(dtype), index_type: typeAttribute('int32')};
    return this.add(name, 'Fill', [dimensions, value], attributes);
  }

  /** The graph as TensorFlow takes it in. */
  bytes(): Uint8Array {
    return savedModel(this.#nodes);
  }

  get size(): number {
    return this.#nodes.length;
  }
}
