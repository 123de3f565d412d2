import type {Store} from '../store/types.ts';
import type {StageCode} from './code/code.ts';
import {readCode, type CodeOptions} from './code/read-code.ts';
import {Details} from './details.ts';
import {LastKeys} from './last.ts';
import type {PipelineNode} from './node.ts';
import {parseFingerprint} from './parse-fingerprint.ts';
import type {Pipeline} from './pipeline.ts';
import {planAll, Planner, type Decision} from './plan.ts';
import {Durations} from './run/durations.ts';

export interface PlanOptions extends CodeOptions {
  readonly pipeline: Pipeline;
  readonly targets: readonly PipelineNode[];
  readonly store: Store;
  /** The local folder of the store; what is only remembered to explain and to estimate stands there. */
  readonly storeFolder: string;
}

/** What is to be done for some targets, and all that was needed to find out. */
export interface Plan {
  /** The targets and what they need, each after everything it reads. */
  readonly nodes: readonly PipelineNode[];
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly planner: Planner;
  /** By the name of {@link PipelineNode.code}. */
  readonly code: ReadonlyMap<string, StageCode>;
  readonly lastKeys: LastKeys;
  readonly details: Details;
  readonly durations: Durations;
}

/** Expected durations [s] of the nodes that may run, and their sum. */
export function expectedWork({decisions, durations}: Plan) {
  const estimates = new Map<string, number>();
  let seconds = 0;
  for (const {node, status} of decisions.values()) {
    if (status === 'cached') continue;
    const estimate = durations.estimate(node);
    estimates.set(node.id, estimate);
    seconds += estimate;
  }
  return {estimates, seconds};
}

/** Reads the code and decides on every node; changes nothing but caches. Throws what `readCode` throws. */
export async function openPlan(options: PlanOptions): Promise<Plan> {
  const {pipeline, targets, store, storeFolder} = options;
  const generations = pipeline.generations(targets);
  const nodes = generations.flat();
  const bodies = new Map(nodes.map(({code}) => [code.name, code] as const));
  const code = await readCode([...bodies.values()], options);
  const lastKeys = new LastKeys(storeFolder);
  const planner = new Planner(nodes, {
    code,
    find: (key) => store.find(key),
    last: async (node) => {
      const key = lastKeys.get(node);
      if (key === undefined) return undefined;
      const fingerprint = parseFingerprint((await store.find(key))?.preimage);
      return fingerprint ? {key, fingerprint} : {key};
    },
  });
  const decisions = await planAll(planner, generations);
  const durations = new Durations(storeFolder);
  return {
    nodes,
    decisions,
    planner,
    code,
    lastKeys,
    details: new Details(storeFolder),
    durations,
  };
}
