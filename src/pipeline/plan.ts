import type {Manifest, OutputRecord} from '../store/types.ts';
import {ancestors} from '../system/graph.ts';
import {mapParallel} from '../system/parallel.ts';
import type {StageCode} from './code/code.ts';
import type {LineageNode} from './define.ts';
import {
  fingerprint,
  keyOf,
  ownFingerprint,
  stageFingerprint,
  type Fingerprint,
  type OwnFingerprint,
} from './fingerprint.ts';
import {generations, isMany, parentsIn, parentsOf, type Output, type PipelineNode} from './node.ts';
import {once} from './once.ts';
import {reasonsFor, type LastResult, type Reason} from './reasons.ts';

/** What the planner asks the world; all else it is told. */
export interface PlanSources {
  /** By the name of a node's code. */
  readonly code: ReadonlyMap<string, StageCode>;
  /** The manifest of a key, wherever one is known: what has one is done. */
  readonly known: (key: string) => Promise<BriefManifest | undefined>;
  /** The same, when all its outputs are at hand too. */
  readonly find: (key: string) => Promise<Manifest | undefined>;
  /** The last result of a node, to say what changed; it never decides what is valid. */
  readonly last: (node: string) => Promise<LastResult | undefined>;
}

/** What is kept of a manifest, since ten thousand of them are held at once; the rest can be read again. */
export type BriefManifest = Pick<Manifest, 'key' | 'outputs'>;

/** What is to be done with one node, as far as can be known now. */
export type Decision =
  /** A result of this very key is known; its outputs need not be at hand. */
  | {readonly status: 'cached'; readonly node: PipelineNode; readonly manifest: BriefManifest}
  /** All inputs are known, and there is no result of this key, or what is needed of it is nowhere. */
  | {
      readonly status: 'run';
      readonly node: PipelineNode;
      readonly key: string;
      readonly fingerprint: Fingerprint;
      readonly reasons: readonly Reason[];
      readonly last: LastResult | undefined;
      /** What is known of a result whose outputs are made again. */
      readonly known?: BriefManifest;
    }
  /** An upstream runs first. Should its outputs be what they were, this node may be cut off. */
  | {
      readonly status: 'may run';
      readonly node: PipelineNode;
      readonly reasons: readonly Reason[];
      readonly last: LastResult | undefined;
      /** The nodes it waits for. */
      readonly upstream: readonly string[];
    }
  /** An input it cannot do without is missing for good. */
  | {readonly status: 'blocked'; readonly node: PipelineNode; readonly missing: readonly string[]};

/** The end of a node: its result, or that there is none. */
export type Settlement = BriefManifest | 'missing';

/**
 * Decides node by node what runs. It is the same for a dry run, an explanation and a run, which
 * differ only in whether anything is settled in between.
 */
export class Planner {
  readonly #sources: PlanSources;
  readonly #nodes = new Map<string, PipelineNode>();
  readonly #settled = new Map<string, Settlement>();
  /** Nodes whose result is known and is made again: until then, its hashes stand for it. */
  readonly #reopened = new Set<string>();
  readonly #ofStage = once(
    ({code}: PipelineNode) => code.name,
    (node) => stageFingerprint(node.stage, this.codeOf(node)),
  );

  /** `nodes`: all that may be asked about, each after everything it reads. */
  constructor(nodes: readonly PipelineNode[], sources: PlanSources) {
    this.#sources = sources;
    for (const node of nodes) this.#nodes.set(node.id, node);
  }

  /** How a node ended; undefined while it is open. */
  settlement(node: string): Settlement | undefined {
    return this.#reopened.has(node) ? undefined : this.#settled.get(node);
  }

  /** Ends a node with its result; what is returned is all that is kept of it. */
  settle(node: string, {key, outputs}: BriefManifest): BriefManifest {
    const kept = {key, outputs};
    this.#reopened.delete(node);
    this.#settled.set(node, kept);
    return kept;
  }

  /** Ends a node without a result. */
  settleMissing(node: string): void {
    this.#reopened.delete(node);
    this.#settled.set(node, 'missing');
  }

  /** Opens a node again of whose result something is needed that is nowhere. */
  reopen(node: string): void {
    this.#reopened.add(node);
  }

  /** Decides on one node by what is settled so far; a result that is found settles it. */
  async decide(node: PipelineNode): Promise<Decision> {
    const missing = singleInputs(node).filter((id) => this.#settled.get(id) === 'missing');
    if (missing.length > 0) return {status: 'blocked', node, missing};
    const upstream = parentsOf(node).filter((id) => this.settlement(id) === undefined);
    if (upstream.length > 0 || !this.#lineageSettled(node)) return this.#mayRun(node, upstream);

    const made = this.fingerprint(node);
    const key = keyOf(made);
    const absent = this.#reopened.has(node.id);
    const found = await (absent ? this.#sources.find(key) : this.#sources.known(key));
    if (found) return {status: 'cached', node, manifest: this.settle(node.id, found)};
    const known = absent ? await this.#sources.known(key) : undefined;
    const last = await this.#sources.last(node.id);
    const reasons = reasonsFor({last, now: made, key, absent: known !== undefined});
    return {status: 'run', node, key, fingerprint: made, reasons, last, ...(known && {known})};
  }

  /** What is known of a node's fingerprint whatever becomes of its inputs. */
  ownFingerprint(node: PipelineNode): OwnFingerprint {
    return ownFingerprint(node, this.#ofStage(node));
  }

  /** The fingerprint of a node all of whose inputs are settled. */
  fingerprint(node: PipelineNode): Fingerprint {
    const contentOf = (output: Output) => this.content(output)?.sha256;
    return fingerprint(node, this.ownFingerprint(node), contentOf, this.lineage(node));
  }

  /**
   * Everything that a node descends from, each after what it reads; empty unless its stage asks for it. The rest
   * of the order is that of the ids: a key does not tell in which order nodes were added.
   */
  lineage(node: PipelineNode): readonly LineageNode[] {
    if (!node.stage.lineage) return [];
    const above = this.#ancestors(node);
    const nodes = [...this.#nodes.values()].filter(({id}) => above.has(id));
    return generations(nodes)
      .flatMap((generation) => generation.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      .map((ancestor) => this.#lineageNode(ancestor));
  }

  async #mayRun(node: PipelineNode, upstream: readonly string[]): Promise<Decision> {
    const last = await this.#sources.last(node.id);
    const reasons = reasonsFor({last, now: this.ownFingerprint(node), key: undefined});
    return {status: 'may run', node, reasons, last, upstream};
  }

  /** What an output holds, when its node has a result. */
  content(output: Output): OutputRecord | undefined {
    const settled = this.#settled.get(output.node);
    return settled === undefined || settled === 'missing'
      ? undefined
      : settled.outputs[output.name];
  }

  /** The code of one of these nodes. */
  codeOf({id, code: {name}}: PipelineNode): StageCode {
    const code = this.#sources.code.get(name);
    if (!code) throw new TypeError(`${id}: its code was not read`);
    return code;
  }

  #ancestors({id}: PipelineNode): ReadonlySet<string> {
    return ancestors(id, parentsIn(this.#nodes));
  }

  #lineageSettled(node: PipelineNode): boolean {
    return !node.stage.lineage || [...this.#ancestors(node)].every((id) => this.#settled.has(id));
  }

  #lineageNode(node: PipelineNode): LineageNode {
    const settled = this.#settled.get(node.id);
    const finished = settled !== undefined && settled !== 'missing';
    return {
      node: node.id,
      stage: node.stage.name,
      key: finished ? settled.key : '',
      parameters: node.parameters,
      seed: node.seed,
      environment: this.#ofStage(node).environment,
      parents: parentsOf(node),
      finished,
    };
  }
}

const singleInputs = (node: PipelineNode): readonly string[] =>
  Object.values(node.inputs).flatMap((wire) => (isMany(wire) ? [] : [wire.node]));

/** Number of results that are looked up at a time. */
const lookups = 64;

/** Decides on all nodes, generation by generation; what runs stays open. */
export async function planAll(
  planner: Planner,
  generations: readonly (readonly PipelineNode[])[],
): Promise<ReadonlyMap<string, Decision>> {
  const decisions = new Map<string, Decision>();
  for (const generation of generations) {
    const decided = await mapParallel(generation, lookups, (node) => planner.decide(node));
    for (const decision of decided) decisions.set(decision.node.id, decision);
  }
  return decisions;
}
