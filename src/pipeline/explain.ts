import {diffFingerprints, type Change} from './diff.ts';
import {wiresOf, type PipelineNode} from './node.ts';
import type {Plan} from './open-plan.ts';
import type {Decision} from './plan.ts';
import type {Reason} from './reasons.ts';

/** Why a node runs or does not, for a person. */
export interface Explanation {
  readonly node: string;
  readonly status: Decision['status'];
  readonly reasons: readonly Reason[];
  /** The smallest difference to what made its last result; see `describeChange`. */
  readonly changes: readonly Change[];
  /** The nodes that run first, and may cut it off. */
  readonly upstream: readonly string[];
  /** Ids of the claims that it, or what depends on it, serves. */
  readonly claims: readonly string[];
  /** Expected duration [s], from past runs where there are any; 0 when nothing runs. */
  readonly seconds: number;
}

/** Explains the nodes asked for; it reads off the decisions of the very plan that a run follows. */
export function explain(
  plan: Plan,
  nodes: readonly PipelineNode[] = plan.nodes,
): readonly Explanation[] {
  const claims = claimsServed(plan.nodes);
  return nodes.flatMap((node) => {
    const decision = plan.decisions.get(node.id);
    if (!decision) return [];
    return {...explainDecision(plan, decision), claims: [...(claims.get(node.id) ?? [])].sort()};
  });
}

function explainDecision(plan: Plan, decision: Decision): Omit<Explanation, 'claims'> {
  const {node, status} = decision;
  if (status === 'cached' || status === 'blocked') {
    return {node: node.id, status, reasons: [], changes: [], upstream: [], seconds: 0};
  }
  const {reasons, last} = decision;
  const fingerprint = status === 'run' ? decision.fingerprint : plan.planner.ownFingerprint(node);
  const code = plan.code.get(node.code.name);
  const known = last?.fingerprint && code;
  return {
    node: node.id,
    status,
    reasons,
    changes: known ? diffFingerprints(last.fingerprint, fingerprint, code, plan.details) : [],
    upstream: status === 'may run' ? decision.upstream : [],
    seconds: plan.durations.estimate(node),
  };
}

/** By node: the claims that it or anything that depends on it serves. */
function claimsServed(nodes: readonly PipelineNode[]): ReadonlyMap<string, ReadonlySet<string>> {
  const served = new Map<string, Set<string>>();
  const of = (id: string): Set<string> => {
    const claims = served.get(id) ?? new Set();
    served.set(id, claims);
    return claims;
  };
  for (const node of nodes.toReversed()) {
    const claims = of(node.id);
    for (const claim of node.claims) claims.add(claim);
    for (const {node: parent} of wiresOf(node)) for (const claim of claims) of(parent).add(claim);
  }
  return served;
}
