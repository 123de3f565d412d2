import {layers} from '../../system/graph.ts';
import {parentsIn, type PipelineNode} from '../node.ts';
import {criticalPath} from './critical-path.ts';

/** So much work is not waited for: it may be stopped, and looked at as it stands [s]. */
const LONG_WORK = 3600;

/** Larger is more urgent. */
export type Urgency = (node: PipelineNode) => number;

/**
 * The order in which cells start: the longest path to the end first, which ends early. Where there is more than an
 * hour of work, cells further down come before those above, so that a chain (a training, its probes) is finished before
 * another is begun, and a run that is stopped leaves a smaller study and not a broken one.
 *
 * @param nodes each after everything it reads
 * @param seconds how long each may take
 */
export function urgencyOf(
  nodes: readonly PipelineNode[],
  seconds: (node: PipelineNode) => number,
): Urgency {
  const paths = criticalPath(nodes, seconds);
  const expected = nodes.reduce((sum, node) => sum + seconds(node), 0);
  if (expected < LONG_WORK) return ({id}) => paths.get(id) ?? 0;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depths = layers(byId.keys(), parentsIn(byId));
  const longest = 1 + Math.max(0, ...paths.values());
  return ({id}) => (depths.get(id) ?? 0) * longest + (paths.get(id) ?? 0);
}
