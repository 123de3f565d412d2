import {engineBackend} from './load.ts';
import type {Session} from './session.ts';

/** Values for a node that waits to be fed; `dtype` is TensorFlow's number of the type. */
export interface FedNode {
  readonly node: string;
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/**
 * Runs a graph once. The values fed are not copied and must not change meanwhile; what comes back is
 * a copy.
 *
 * @returns The values of the nodes asked for, in order.
 */
export function runSession(
  session: Session,
  fed: readonly FedNode[],
  fetches: readonly string[],
): (Float32Array | Int32Array | Uint8Array)[] {
  const {binding} = engineBackend();
  const inputs: number[] = [];
  try {
    for (const {shape, dtype, values} of fed)
      inputs.push(binding.createTensor([...shape], dtype, values));
    const inputNames = fed.map(({node}) => `${node}:0`).join(',');
    const outputNames = fetches.map((node) => `${node}:0`).join(',');
    const outputs = binding.runSavedModel(session.id, inputs, inputNames, outputNames);
    return outputs.map(({id}) => {
      const values = binding.tensorDataSync(id);
      binding.deleteTensor(id);
      return values;
    });
  } finally {
    for (const id of inputs) binding.deleteTensor(id);
  }
}
