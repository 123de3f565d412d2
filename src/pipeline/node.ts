import type {z} from 'zod';
import type {AnyKind} from './artifact.ts';
import type {BodyCode} from './code/code.ts';
import type {InputSpec, Many, OutputSpec, Resources, Stage} from './define.ts';
import {layers} from '../system/graph.ts';
import type {Json} from '../system/json.ts';
import type {GivenParts} from './parts.ts';

/** A handle of one output of one node: what inputs are wired to. The kind is part of its type. */
export interface Output<Kind extends AnyKind = AnyKind> {
  /** Id of the node that makes it. */
  readonly node: string;
  readonly name: string;
  readonly kind: Kind;
}

/** The handles of all outputs that a stage declares. */
export type OutputHandles<Outputs extends OutputSpec> = {
  readonly [Name in keyof Outputs]: Output<Outputs[Name]>;
};

/** What each input must be wired to: one handle of its kind, or a list of them where it takes many. */
export type Wiring<Inputs extends InputSpec> = {
  readonly [Name in keyof Inputs]: Inputs[Name] extends Many<infer Kind, infer About>
    ? readonly Wired<Kind, About>[]
    : Inputs[Name] extends AnyKind
      ? Output<Inputs[Name]>
      : never;
};

/** A member of an input that takes many: its handle, with what is said of it where the input asks for that. */
export type Wired<Kind extends AnyKind, About extends z.ZodType> =
  undefined extends z.input<About>
    ? Output<Kind>
    : {readonly output: Output<Kind>; readonly about: z.input<About>};

/** A handle as it is wired to an input, with what is said of it there. */
export interface Wire extends Output {
  readonly about?: Json;
}

/** What `add` is told about one node; `inputs` may be left out where the stage has none. */
export type NodeOptions<S extends Stage> = {
  /** Names the node within its stage, for example `E1/lr=0.05,batch=50/1`. */
  readonly cell: string;
  readonly parameters: z.input<S['parameters']>;
  /** The path of names that the seed derives from; `[cell]` when left out. */
  readonly seed?: readonly (string | number)[];
  /** The name before that path; that of the stage when left out. */
  readonly stream?: string;
  /** A first guess of its duration [s] where its stage cannot tell it from the parameters; see `Resources`. */
  readonly seconds?: number;
  /** Ids of the claims that this node serves. */
  readonly claims?: readonly string[];
} & (keyof S['inputs'] extends never
  ? {readonly inputs?: Readonly<Record<string, never>>}
  : {readonly inputs: Wiring<S['inputs']>}) &
  (keyof GivenParts<S> extends never
    ? {readonly parts?: Readonly<Record<string, never>>}
    : {readonly parts: GivenParts<S>});

/** One cell of work: a stage with its parameters, its wiring and its seed. */
export interface PipelineNode<Outputs extends OutputSpec = OutputSpec> {
  /** `<stage>/<cell>`. */
  readonly id: string;
  readonly stage: Stage;
  readonly cell: string;
  /** The body with the parts that this node gives it. */
  readonly code: BodyCode;
  /** As the stage's schema returned them: defaults filled in, plain JSON. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Unsigned, 32 bits. */
  readonly seed: number;
  readonly claims: readonly string[];
  readonly inputs: Readonly<Record<string, Wire | readonly Wire[]>>;
  readonly outputs: OutputHandles<Outputs>;
  /** What it needs, by its stage; found when it is first asked for. */
  readonly resources: Resources;
}

/** Tells a list of handles (an input that takes many) from one handle. */
export function isMany<One extends object>(wire: One | readonly One[]): wire is readonly One[] {
  return Array.isArray(wire);
}

/** All handles that a node is wired to, in the order of declaration. */
export const wiresOf = (node: PipelineNode): readonly Wire[] => Object.values(node.inputs).flat();

/** Ids of the nodes that a node reads, without repeats. */
export const parentsOf = (node: PipelineNode): readonly string[] => [
  ...new Set(wiresOf(node).map((wire) => wire.node)),
];

/** From the id of a node to those of its parents; none of a node that is not there. */
export const parentsIn =
  (nodes: ReadonlyMap<string, PipelineNode>) =>
  (id: string): readonly string[] => {
    const node = nodes.get(id);
    return node ? parentsOf(node) : [];
  };

/** Groups nodes by the longest path that leads to them; no group reads from itself. */
export function generations(nodes: Iterable<PipelineNode>): readonly (readonly PipelineNode[])[] {
  const byId = new Map([...nodes].map((node) => [node.id, node]));
  const depths = layers(byId.keys(), parentsIn(byId));
  const groups: PipelineNode[][] = [];
  for (const [id, node] of byId) (groups[depths.get(id) ?? 0] ??= []).push(node);
  return groups;
}

/** By node: those of `nodes` that read it. */
export function childrenOf(
  nodes: readonly PipelineNode[],
): ReadonlyMap<string, readonly PipelineNode[]> {
  const children = new Map<string, PipelineNode[]>();
  for (const node of nodes) {
    for (const parent of parentsOf(node)) {
      const siblings = children.get(parent);
      if (siblings) siblings.push(node);
      else children.set(parent, [node]);
    }
  }
  return children;
}
