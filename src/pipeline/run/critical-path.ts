import {wiresOf, type PipelineNode} from '../node.ts';

/**
 * The time [s] from the start of each node to the end of the last that depends on it: what starts
 * in this order finishes early. `nodes`: each after everything it reads.
 */
export function criticalPath(
  nodes: readonly PipelineNode[],
  seconds: (node: PipelineNode) => number,
): ReadonlyMap<string, number> {
  const after = new Map<string, number>();
  const paths = new Map<string, number>();
  for (const node of nodes.toReversed()) {
    const path = seconds(node) + (after.get(node.id) ?? 0);
    paths.set(node.id, path);
    for (const {node: parent} of wiresOf(node)) {
      after.set(parent, Math.max(path, after.get(parent) ?? 0));
    }
  }
  return paths;
}
