import {wantedOutput} from '../store/manifest.ts';
import type {LineageNode, Stage} from './define.ts';
import type {StageCode} from './code/code.ts';
import {isMany, type Output, type PipelineNode, type Wire} from './node.ts';
import {digest} from '../system/canonical-json.ts';
import type {Json} from '../system/json.ts';

/** What one input wire contributes. */
export type InputFingerprint =
  /** The kind is told to the body; the hash is of the content, so that equal bytes cut off. */
  | {readonly kind: string; readonly sha256: string}
  /**
   * Members in their order, each with the node's id and what is said of it, since the body sees them. `null`
   * marks one that failed or was not run: an aggregate with a gap is another result than the one without.
   */
  | {
      readonly kind: string;
      readonly members: readonly MemberFingerprint[];
    };

/** What one member of an input contributes; `about` only where its input asks for it. */
export type MemberFingerprint =
  | readonly [node: string, sha256: string | null]
  | readonly [node: string, sha256: string | null, about: Json];

/**
 * The preimage of a key: everything that can change the bytes of a node's outputs, and nothing else.
 * The node's name, the attempt, the worker, the number of threads and the time of day are not in it.
 */
export interface Fingerprint {
  /** Raised when the meaning of a field changes, so that old results are not mistaken for new ones. */
  readonly format: 1;
  /** SHA-256 of the body's bundle: exactly the code that runs, without comments and what it does not use. */
  readonly code: string;
  /** Digest of every package that this bundle reaches, as it is installed; others may change freely. */
  readonly packages: string;
  /** What the body is told. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** What the body reads, by name: content, not origin. */
  readonly inputs: Readonly<Record<string, InputFingerprint>>;
  /** What the body must make, `name: kind (form)`: a result that lacks an output is no result. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Where the body's random streams start. */
  readonly seed: number;
  /** What the stage says of the machine's environment that changes results: engine version, device. */
  readonly environment: Readonly<Record<string, string>>;
  /** Only for a stage that sees its lineage: a digest of each ancestor's {@link LineageNode}. */
  readonly lineage?: Readonly<Record<string, string>>;
}

/** The key of a result: SHA-256 of the canonical JSON of its fingerprint. */
export const keyOf = (fingerprint: Fingerprint): string => digest(asJson(fingerprint));

/** The fingerprint as manifests hold it. */
export const asJson = (fingerprint: Fingerprint): Json => ({...fingerprint});

/** The part of a fingerprint that is known before any input is. */
export type OwnFingerprint = Omit<Fingerprint, 'inputs' | 'lineage'>;

/** What is the same for all nodes of a stage; they share one. */
export type StageFingerprint = Omit<OwnFingerprint, 'parameters' | 'seed'>;

export function stageFingerprint(stage: Stage, code: StageCode): StageFingerprint {
  const outputs: Record<string, string> = {};
  for (const [name, {name: kind, form}] of Object.entries(stage.outputs)) {
    outputs[name] = wantedOutput({kind, form});
  }
  return {
    format: 1,
    code: code.bundle,
    packages: code.packages,
    outputs,
    environment: stage.environment?.() ?? {},
  };
}

export const ownFingerprint = (
  {parameters, seed}: PipelineNode,
  ofStage: StageFingerprint,
): OwnFingerprint => ({...ofStage, parameters, seed});

/** The content hash of an output; undefined where it is missing for good. */
export type ContentOf = (output: Output) => string | undefined;

/** The whole fingerprint of a node. Every input that takes one artifact must have its content. */
export const fingerprint = (
  node: PipelineNode,
  own: OwnFingerprint,
  contentOf: ContentOf,
  lineage: readonly LineageNode[],
): Fingerprint => ({
  ...own,
  inputs: fingerprintInputs(node, contentOf),
  ...(node.stage.lineage && {lineage: fingerprintLineage(lineage)}),
});

function fingerprintInputs(node: PipelineNode, contentOf: ContentOf): Fingerprint['inputs'] {
  const inputs: Record<string, InputFingerprint> = {};
  for (const [name, wire] of Object.entries(node.inputs)) {
    const spec = node.stage.inputs[name];
    const kind = 'many' in spec ? spec.many.name : spec.name;
    if (isMany(wire)) {
      inputs[name] = {kind, members: wire.map((one) => memberFingerprint(one, contentOf))};
      continue;
    }
    const content = contentOf(wire);
    if (content === undefined) throw new TypeError(`${node.id}: input ${name} has no content`);
    inputs[name] = {kind, sha256: content};
  }
  return inputs;
}

function memberFingerprint(wire: Wire, contentOf: ContentOf): MemberFingerprint {
  const {node, about} = wire;
  const content = contentOf(wire) ?? null;
  return about === undefined ? [node, content] : [node, content, about];
}

function fingerprintLineage(lineage: readonly LineageNode[]): Record<string, string> {
  const digests: Record<string, string> = {};
  for (const ancestor of lineage) digests[ancestor.node] = digest({...ancestor});
  return digests;
}
