import type {Operation, Source} from './record.ts';

/**
 * The operations that `roots` depend on, directly or not.
 *
 * @param operations In the order they ran.
 */
export function dependencies(
  operations: readonly Operation[],
  roots: readonly Source[],
): ReadonlySet<Operation> {
  const needed = new Set<Operation>();
  const need = (source: Source) => {
    if (source.from === 'operation') needed.add(source.operation);
  };
  roots.forEach(need);
  for (const operation of operations.toReversed())
    if (needed.has(operation)) operation.inputs.forEach(need);
  return needed;
}
