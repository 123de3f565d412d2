import * as tf from '@tensorflow/tfjs-core';
import {engineBackend} from '../engine/load.ts';
import {openSession, type Session} from '../engine/session.ts';
import {GraphBuilder} from './builder.ts';
import {describe, dtypeOf, sameSpec, type TensorSpec} from './dtype.ts';
import {GraphError} from './errors.ts';
import {typeAttribute} from './graph-def.ts';
import {placeholder, record} from './record.ts';
import {scoped} from './scope.ts';
import {sha256} from '../../system/hash.ts';

/** A function of tensors that runs as one TensorFlow graph. */
export interface CompiledFunction {
  /**
   * Calls the graph. The caller disposes of what it returns.
   *
   * @throws {GraphError} `GRAPH_INPUT` for other shapes, types or numbers of inputs than it was
   *   traced with; `GRAPH_DISPOSED`.
   */
  (...inputs: readonly tf.Tensor[]): tf.Tensor[];
  /** Frees the graph when nothing else uses an equal one. */
  dispose(): void;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** SHA-256 of the graph; equal functions have equal ones. */
  readonly contentHash: string;
  readonly size: {readonly nodes: number; readonly bytes: number};
}

/**
 * Compiles a pure function of tensors: runs it once on `examples`, writes down the TensorFlow
 * operations (those of its gradients too, since tfjs differentiates with the same kernels), and
 * hands TensorFlow the graph. The graph computes what the function computes, for inputs of the
 * shapes and types of the examples.
 *
 * Numbers and tensors that the function takes from outside become constants. What does not lead to
 * an output is left out.
 *
 * @throws {GraphError} When the function cannot be traced (see {@link record}), returns a promise
 *   (`TRACE_ASYNCHRONOUS`), or makes a graph that TensorFlow refuses (`GRAPH_REJECTED`).
 */
export function trace(
  fn: (...inputs: tf.Tensor[]) => tf.Tensor[],
  examples: readonly tf.Tensor[],
): CompiledFunction {
  const inputs = examples.map(specOf);
  const {bytes, nodes, outputs} = scoped(() => graphOf(fn, distinct(examples)));
  const contentHash = sha256(bytes);
  const session = sharedSession(contentHash, bytes);
  const inputInfos = inputs.map((spec, index) => infoOf(spec, inputName(index)));
  const outputNames = outputs.map((_, index) => `${outputName(index)}:0`);
  let disposed = false;

  const call = (...tensors: readonly tf.Tensor[]): tf.Tensor[] => {
    if (disposed) throw new GraphError('GRAPH_DISPOSED', 'The compiled function was disposed of.');
    checkInputs(inputs, tensors);
    return engineBackend().runSavedModel(session.id, [...tensors], inputInfos, outputNames);
  };
  const dispose = () => {
    if (!disposed) session.close();
    disposed = true;
  };
  return Object.assign(call, {
    dispose,
    inputs,
    outputs,
    contentHash,
    size: {nodes, bytes: bytes.length},
  });
}

const inputName = (index: number) => `input${index}`;
const outputName = (index: number) => `output${index}`;
const infoOf = ({shape, dtype}: TensorSpec, name: string) => ({
  name: `${name}:0`,
  shape: [...shape],
  dtype,
});

const specOf = (tensor: tf.Tensor): TensorSpec => ({shape: tensor.shape, dtype: dtypeOf(tensor)});

/** The same tensor given twice stands for two inputs. */
function distinct(examples: readonly tf.Tensor[]): tf.Tensor[] {
  const seen = new Set<object>();
  return examples.map((example) => {
    if (seen.has(example.dataId)) return placeholder(specOf(example));
    seen.add(example.dataId);
    return example;
  });
}

function graphOf(
  fn: (...inputs: tf.Tensor[]) => tf.Tensor[],
  examples: readonly tf.Tensor[],
): {bytes: Uint8Array; nodes: number; outputs: readonly TensorSpec[]} {
  const {operations, result} = record(examples, (sourceOf) => {
    const outputs = fn(...examples);
    checkResult(outputs);
    return outputs.map((output) => ({spec: specOf(output), source: sourceOf(output)}));
  });
  const builder = new GraphBuilder();
  const inputs = examples.map(specOf).map(({shape, dtype}, index) =>
    builder.add(inputName(index), 'Placeholder', [], {
      dtype: typeAttribute(dtype),
      shape: {kind: 'shape', value: shape},
    }),
  );
  const roots = result.map(({source}) => source);
  const {nameOf} = builder.addOperations(operations, roots, inputs, '');
  result.forEach(({spec, source}, index) =>
    builder.add(outputName(index), 'Identity', [nameOf(source)], {T: typeAttribute(spec.dtype)}),
  );
  return {bytes: builder.bytes(), nodes: builder.size, outputs: result.map(({spec}) => spec)};
}

function checkResult(result: unknown): void {
  if (result instanceof Promise)
    throw new GraphError(
      'TRACE_ASYNCHRONOUS',
      'The function returns a promise; a graph cannot wait.',
    );
  if (!Array.isArray(result) || !result.every((item) => item instanceof tf.Tensor))
    throw new GraphError('GRAPH_OUTPUT', 'A traced function returns an array of tensors.');
}

function checkInputs(expected: readonly TensorSpec[], given: readonly tf.Tensor[]): void {
  if (given.length !== expected.length)
    throw new GraphError(
      'GRAPH_INPUT',
      `The compiled function takes ${expected.length} tensors, not ${given.length}.`,
    );
  given.forEach((tensor, index) => {
    const spec = specOf(tensor);
    if (!sameSpec(spec, expected[index]))
      throw new GraphError(
        'GRAPH_INPUT',
        `Input ${index} is ${describe(spec)}; the function was compiled for ${describe(expected[index])}.`,
      );
  });
}

const sessions = new Map<string, {readonly session: Session; users: number}>();

/** One session for all graphs of the same content in this process. */
function sharedSession(contentHash: string, bytes: Uint8Array): Session {
  const entry = sessions.get(contentHash) ?? {session: openSession(bytes), users: 0};
  entry.users += 1;
  sessions.set(contentHash, entry);
  return {
    id: entry.session.id,
    close() {
      entry.users -= 1;
      if (entry.users > 0) return;
      sessions.delete(contentHash);
      entry.session.close();
    },
  };
}
