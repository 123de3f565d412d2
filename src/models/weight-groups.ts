import type {StoredTensor} from '../compute/safetensors.ts';
import type {Weights} from './initialiser.ts';

/** Names the tensors of a group after it, for a file that has several. */
export const under = (group: string, weights: Weights): Record<string, Weights[string]> =>
  Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [`${group}/${name}`, tensor]));

/** The tensors of a file that {@link under} put into `group`. */
export function weightsUnder(
  tensors: Readonly<Record<string, StoredTensor>>,
  group: string,
): Weights {
  const prefix = `${group}/`;
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, {shape, values}]) => {
        if (!(values instanceof Float32Array)) throw new TypeError(`${name} is not float32.`);
        return [name.slice(prefix.length), {shape, values}];
      }),
  );
}
