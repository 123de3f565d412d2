import {reachable} from '../system/graph.ts';
import {childrenOf, generations, isMany, type PipelineNode} from './node.ts';
import type {Plan} from './open-plan.ts';
import {planAll} from './plan.ts';

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
  const kept = nodes.filter(({id}) => {
    const isThere = plan.decisions.get(id)?.status === 'cached';
    if (!isThere && !gathering.has(id)) planner.settleMissing(id);
    return isThere || gathering.has(id);
  });
  const last = kept.filter(({id}) => gathering.has(id));
  const again = await planAll(planner, generations(last));
  const decisions = new Map(
    [...plan.decisions].filter(([id]) => planner.settlement(id) !== 'missing'),
  );
  for (const [id, decision] of again) decisions.set(id, decision);
  return {...plan, nodes: kept, decisions, leftOut: nodes.length - kept.length};
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
