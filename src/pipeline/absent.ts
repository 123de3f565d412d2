import {keyOf} from './fingerprint.ts';
import type {PipelineNode} from './node.ts';
import type {BriefManifest, Decision, Planner} from './plan.ts';

export interface AbsentOptions {
  readonly planner: Planner;
  /** Each after everything it reads. */
  readonly nodes: readonly PipelineNode[];
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Whether somebody wants the outputs themselves. */
  readonly wants: (node: PipelineNode, result: BriefManifest) => boolean | Promise<boolean>;
  /** Whether these outputs are at hand somewhere. */
  readonly holds: (outputs: BriefManifest['outputs']) => Promise<boolean>;
}

/**
 * A node is done when its result is known. One of whose outputs something is needed, by a node that runs or by who
 * asks, and that is nowhere, runs again under the same key; and so does what that one needs.
 *
 * @returns the decisions with these put in; they are open in the planner
 */
export async function reopenAbsent(options: AbsentOptions): Promise<ReadonlyMap<string, Decision>> {
  const {planner, nodes, decisions, wants, holds} = options;
  const reopened = new Map<string, Decision>();
  /** Outputs that nodes which run will read: node → names. */
  const read = new Map<string, Set<string>>();
  for (const node of nodes.toReversed()) {
    let decision = decisions.get(node.id);
    if (decision?.status === 'cached') {
      const {manifest} = decision;
      const names = read.get(node.id) ?? new Set();
      const needed = (await wants(node, manifest)) ? manifest.outputs : pick(manifest, names);
      if (Object.keys(needed).length === 0 || (await holds(needed))) continue;
      decision = again(planner, node, manifest);
      reopened.set(node.id, decision);
    }
    if (decision?.status === 'run') noteInputs(node, read);
  }
  for (const id of reopened.keys()) planner.reopen(id);
  if (reopened.size === 0) return decisions;
  return new Map(Array.from(decisions, ([id, known]) => [id, reopened.get(id) ?? known]));
}

function again(planner: Planner, node: PipelineNode, known: BriefManifest): Decision {
  const fingerprint = planner.fingerprint(node);
  return {
    status: 'run',
    node,
    key: keyOf(fingerprint),
    fingerprint,
    reasons: ['outputs absent'],
    last: {key: known.key, fingerprint},
    known,
  };
}

function noteInputs({inputs}: PipelineNode, read: Map<string, Set<string>>): void {
  for (const {node, name} of Object.values(inputs).flat()) {
    const names = read.get(node) ?? new Set();
    read.set(node, names.add(name));
  }
}

const pick = ({outputs}: BriefManifest, names: ReadonlySet<string>): BriefManifest['outputs'] =>
  Object.fromEntries(Object.entries(outputs).filter(([name]) => names.has(name)));
