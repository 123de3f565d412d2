import {dependencies} from './dependencies.ts';
import type {TensorSpec} from './dtype.ts';
import type {Operation, Source} from './record.ts';

/** A part of a recording: operations in the order they ran, and the values that are wanted of them. */
interface Part {
  readonly operations: readonly Operation[];
  readonly roots: readonly Source[];
}

/** A recording in two parts. */
export interface Split {
  /** What no late input enters. Its roots are what the late part takes from it. */
  readonly early: Part & {readonly specs: readonly TensorSpec[]};
  /** The rest; the roots of the early part are further inputs, after those of the recording. */
  readonly late: Part;
}

/**
 * Splits what a recording computes for `roots` into what depends on its late inputs and what does not
 * (loop-invariant code motion): where only late inputs change from call to call, the early part has
 * to run once.
 *
 * @param isLate By the index of the input.
 * @param inputs Number of inputs of the recording.
 */
export function split(
  {operations, roots}: Part,
  inputs: number,
  isLate: (input: number) => boolean,
): Split {
  const late = new Map<Operation, Operation>();
  const early: Operation[] = [];
  const kept: {source: Source; spec: TensorSpec}[] = [];
  const places = new Map<Operation, Map<number, number>>();

  const keep = (source: Source & {from: 'operation'}): Source => {
    const {operation, output} = source;
    const known = places.get(operation) ?? new Map<number, number>();
    places.set(operation, known);
    const place = known.get(output) ?? kept.push({source, spec: operation.outputs[output]}) - 1;
    known.set(output, place);
    return {from: 'input', index: inputs + place};
  };
  const moved = (source: Source): Source => {
    if (source.from !== 'operation') return source;
    const operation = late.get(source.operation);
    return operation ? {...source, operation} : keep(source);
  };
  const entersLate = (source: Source) =>
    (source.from === 'input' && isLate(source.index)) ||
    (source.from === 'operation' && late.has(source.operation));

  const needed = dependencies(operations, roots);
  for (const operation of operations) {
    if (!needed.has(operation)) continue;
    if (!operation.inputs.some(entersLate)) early.push(operation);
    else late.set(operation, {...operation, inputs: operation.inputs.map(moved)});
  }
  const lateRoots = roots.map(moved);
  return {
    early: {
      operations: early,
      roots: kept.map(({source}) => source),
      specs: kept.map(({spec}) => spec),
    },
    late: {operations: [...late.values()], roots: lateRoots},
  };
}
