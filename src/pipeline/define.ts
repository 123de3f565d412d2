import type {z} from 'zod';
import type {AnyKind, ArtifactFile, ArtifactSlot} from './artifact.ts';
import type {Json} from '../system/json.ts';
import type {BodyParts, NoParts, PartSpec} from './parts.ts';

/** What one execution of a stage needs; the runner never promises more than the machine has. */
export interface Resources {
  readonly cpus: number;
  /** Peak resident memory [MB]. */
  readonly memoryMB: number;
  readonly gpu: boolean;
  /** A first guess of the duration [s] on the machine of docs/bench.md, used until a measured one is known. */
  readonly seconds: number;
  /**
   * Names what the time goes into: on another machine, cells of the same kernels are slower by the same factor,
   * or nearly so. Absent: plain JavaScript.
   */
  readonly kernels?: string;
  /** Its progress counts towards the most that it may do: it may come to its end at any part of that. */
  readonly mayEndEarly?: boolean;
}

/**
 * The parameters of the nodes that an input is wired to, for guesses: what a probe costs depends on the
 * model that was trained.
 */
export type Upstream = (input: string) => readonly Readonly<Record<string, Json>>[];

/** An input that takes any number of artifacts of one kind, and goes on when some are missing. */
export interface Many<Kind extends AnyKind, About extends z.ZodType = z.ZodType> {
  readonly many: Kind;
  /** What is said of every member where it is wired: its settings, say. Part of the key. */
  readonly about?: About;
}
export function many<Kind extends AnyKind>(kind: Kind): Many<Kind, z.ZodUndefined>;
export function many<Kind extends AnyKind, About extends z.ZodType>(
  kind: Kind,
  about: About,
): Many<Kind, About>;
export function many(kind: AnyKind, about?: z.ZodType): Many<AnyKind> {
  return {many: kind, ...(about && {about})};
}

export type InputSpec = Readonly<Record<string, AnyKind | Many<AnyKind>>>;
export type OutputSpec = Readonly<Record<string, AnyKind>>;

/**
 * One stage: what it is told (parameters), what it reads (inputs), what it makes (outputs), what it
 * needs (resources), and the module whose default export does the work. The declaration is light:
 * it imports nothing that a run without work would not need.
 */
export interface Stage<
  Name extends string = string,
  Parameters extends z.ZodObject = z.ZodObject,
  Inputs extends InputSpec = InputSpec,
  Outputs extends OutputSpec = OutputSpec,
  Parts extends PartSpec = PartSpec,
> {
  readonly name: Name;
  /** One sentence for a person: what this stage does. */
  readonly summary: string;
  /** Every field carries `.describe('sentence [unit]')`. */
  readonly parameters: Parameters;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly resources: (parameters: z.output<Parameters>, upstream: Upstream) => Resources;
  /** Facts of the environment that change results (the engine's version and device); part of the key. */
  readonly environment?: () => Readonly<Record<string, string>>;
  /** The body sees the keys, parameters and seeds of everything it descends from (the report does). */
  readonly lineage?: boolean;
  readonly body: URL;
  /** What the body is given beside its context: modules that each node names when it is added. */
  readonly parts?: Parts;
}

/** One ancestor of a node, as `lineage` shows it: a pure function of what was declared and hashed. */
export interface LineageNode {
  readonly node: string;
  readonly stage: string;
  readonly key: string;
  readonly parameters: Json;
  readonly seed: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Ids of the nodes it reads. */
  readonly parents: readonly string[];
  readonly finished: boolean;
}

/** Declares a stage; the types of its parameters, inputs and outputs are inferred. */
export function defineStage<
  const Name extends string,
  Parameters extends z.ZodObject,
  Inputs extends InputSpec,
  Outputs extends OutputSpec,
  Parts extends PartSpec = NoParts,
>(
  stage: Stage<Name, Parameters, Inputs, Outputs, Parts>,
): Stage<Name, Parameters, Inputs, Outputs, Parts> {
  return stage;
}

/** One member of a `many` input. `file` is absent when that cell failed or was not run. */
export type Member<Kind extends AnyKind, About extends z.ZodType = z.ZodUndefined> = {
  readonly node: string;
  readonly file?: ArtifactFile<Kind>;
} & (undefined extends z.output<About> ? unknown : {readonly about: z.output<About>});

type BodyInputs<Inputs extends InputSpec> = {
  readonly [Key in keyof Inputs]: Inputs[Key] extends Many<infer Kind, infer About>
    ? readonly Member<Kind, About>[]
    : Inputs[Key] extends AnyKind
      ? ArtifactFile<Inputs[Key]>
      : never;
};

type BodyOutputs<Outputs extends OutputSpec> = {
  readonly [Key in keyof Outputs]: ArtifactSlot<Outputs[Key]>;
};

/** What the body of a stage is given. It reads nothing else. */
export interface BodyContext<S extends Stage> {
  readonly parameters: z.output<S['parameters']>;
  readonly inputs: BodyInputs<S['inputs']>;
  readonly outputs: BodyOutputs<S['outputs']>;
  /** An unsigned 32-bit integer, derived from the global seed, the stage and the node's seed path. */
  readonly seed: number;
  /** Ancestors in topological order; empty unless the stage declares `lineage`. */
  readonly lineage: readonly LineageNode[];
  /**
   * A folder that outlives an interrupted attempt at the same key: a long body resumes from it. It is made
   * when this is read, so leave it alone where it is not needed.
   */
  readonly scratch: string;
  /** Aborted when the run is told to stop. */
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, unit: string) => void;
  readonly log: (message: string) => void;
}

/**
 * The default export of a body module: `export default (async (context, parts) => { … }) satisfies
 * StageBody<typeof stage>`. A module may export a function `prepare` as well, which does beforehand what
 * every body of it does first (loading an engine); a worker with nothing else to do calls it.
 */
export type StageBody<S extends Stage> = (
  context: BodyContext<S>,
  parts: BodyParts<S>,
) => Promise<void>;
