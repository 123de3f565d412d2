import {reachable} from '../system/graph.ts';
import {childrenOf, generations, isMany, type PipelineNode} from './node.ts';
import type {Plan} from './open-plan.ts';
import {planAll, type BriefManifest, type Decision} from './plan.ts';

/** A plan without what is not finished, and how many nodes that were. */
export interface StandingPlan extends Plan {
  readonly leftOut: number;
}

/**
 * What can be said by what is finished: nodes that gather many results, and those after them, are planned as if what
 * is not there were missing for good; all else that has no result is left out. An unfinished study is then a smaller one.
 */
export async function asItStands(plan: Plan): Promise<StandingPlan> {
  const {nodes, planner} = plan;
  const gathering = afterGathering(nodes);
  const standing = new Map<string, Decision>();
  const kept = nodes.filter((node) => {
    if (gathering.has(node.id)) return true;
    const manifest = knownOf(plan.decisions.get(node.id));
    if (manifest === undefined) planner.settleMissing(node.id);
    else
      standing.set(node.id, {status: 'cached', node, manifest: planner.settle(node.id, manifest)});
    return manifest !== undefined;
  });
  const last = kept.filter(({id}) => gathering.has(id));
  for (const [id, decision] of await planAll(planner, generations(last)))
    standing.set(id, decision);
  return {...plan, nodes: kept, decisions: standing, leftOut: nodes.length - kept.length};
}

/** What is known of a result, though what only a node that is left out would read of it is nowhere. */
function knownOf(decision: Decision | undefined): BriefManifest | undefined {
  if (decision?.status === 'cached') return decision.manifest;
  return decision?.status === 'run' ? decision.known : undefined;
}

/** Nodes with an input that takes as many results as there are, and all that descend from them. */
function afterGathering(nodes: readonly PipelineNode[]): ReadonlySet<string> {
  const children = childrenOf(nodes);
  const gather = nodes.filter(({inputs}) => Object.values(inputs).some(isMany));
  return reachable(
    gather.map(({id}) => id),
    (id) => (children.get(id) ?? []).map((child) => child.id),
  );
}
