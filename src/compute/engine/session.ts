import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TFJSBinding} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import {GraphError} from '../graph/errors.ts';
import {engineBackend} from './load.ts';

/** A graph that TensorFlow has taken in; closing it frees the graph and its variables. */
export interface Session {
  /** The binding's number of it. */
  readonly id: number;
  close(): void;
}

/**
 * Hands TensorFlow the bytes of a `SavedModel`. The binding reads graphs from a folder only: each
 * goes through a folder of its own, which is gone when this returns.
 *
 * @throws {GraphError} `GRAPH_REJECTED`, with what TensorFlow says.
 */
export function openSession(savedModel: Uint8Array): Session {
  const {binding} = engineBackend();
  const folder = mkdtempSync(join(tmpdir(), 'three-factors-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), savedModel);
    const id = load(binding, folder);
    return {id, close: () => binding.deleteSavedModel(id)};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function load(binding: TFJSBinding, folder: string): number {
  try {
    return binding.loadSavedModel(folder, 'serve');
  } catch (error) {
    throw new GraphError(
      'GRAPH_REJECTED',
      `TensorFlow refuses the graph: ${String(error)}`,
      '',
      error,
    );
  }
}
