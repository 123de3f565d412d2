import type {z} from 'zod';
import type {Part} from '../system/part.ts';
import type {Model} from './model.ts';
import type {ModelSpec} from './spec.ts';

/** What a forward pass of one image takes: first guesses, which build nothing. */
export interface Work {
  /** [multiply-adds] */
  readonly multiplyAdds: number;
  /** Numbers that the layers make [numbers]. */
  readonly activations: number;
  /** Layers with weights, for how many operations a step starts [layers]. */
  readonly layers: number;
}

/** A family as a body gets it: the default export of `families/<name>/build.ts`. */
export interface ModelFamily {
  /** The specification with its defaults, in the order of its schema. Throws a ZodError for one that it refuses. */
  readonly parse: (spec: ModelSpec) => ModelSpec;
  /** The model for images of `inputShape` [height, width, channels]. */
  readonly build: (spec: ModelSpec, inputShape: readonly number[], classes: number) => Model;
  readonly work: (spec: ModelSpec) => Work;
}

/** Makes a family of functions that know its specification. */
export const modelFamily = <Spec extends ModelSpec>({
  spec: schema,
  work,
  build,
}: {
  readonly spec: z.ZodType<Spec>;
  readonly work: (spec: Spec) => Work;
  readonly build: (spec: Spec, inputShape: readonly number[], classes: number) => Model;
}): ModelFamily => ({
  parse: (spec) => schema.parse(spec),
  build: (spec, inputShape, classes) => build(schema.parse(spec), inputShape, classes),
  work: (spec) => work(schema.parse(spec)),
});

/** What forecasts add to the work of a family. No body reaches it, so that none of it is in a key. */
export interface Forecast<Spec = ModelSpec> {
  /** Which kernels its layers spend their time in: what speeds of src/training/guess.ts hold. */
  readonly kernels: 'dense' | 'convolutional';
  /** Operations of a step that the first layer saves: images need no gradient. Left out where they do not count. */
  readonly savedOperations?: (spec: Spec) => number;
  /** Whether its kernels are drawn without regard to their fan-in, so that it starts slowly. */
  readonly startsBadly?: (spec: Spec) => boolean;
  /** A training of the size of `quick` that is timed on machines that are not known yet. */
  readonly timed: {
    readonly model: unknown;
    readonly batchSize: number;
    /** Pixels of either side whose mean is one pixel. */
    readonly averaging: number;
    /** [height, width, channels] */
    readonly shape: readonly [number, number, number];
  };
}

/** A family as the index lists it: light, since every run reads it. */
export interface ListedFamily extends Required<Forecast> {
  readonly spec: z.ZodObject;
  readonly work: (spec: ModelSpec) => Work;
  readonly part: Part<ModelFamily>;
}

/** What `families/<name>/spec.ts` exports. */
interface Declaration<Schema extends z.ZodObject> {
  readonly spec: Schema;
  readonly work: (spec: z.output<Schema>) => Work;
  readonly forecast: Forecast<z.output<Schema>>;
}

/** Lists a family by its declaration and the module that builds it. */
export function listFamily<Schema extends z.ZodObject>(
  {spec: schema, work, forecast}: Declaration<Schema>,
  part: Part<ModelFamily>,
): ListedFamily {
  const {savedOperations = () => 0, startsBadly = () => false} = forecast;
  return {
    ...forecast,
    spec: schema,
    part,
    work: (spec) => work(schema.parse(spec)),
    savedOperations: (spec) => savedOperations(schema.parse(spec)),
    startsBadly: (spec) => startsBadly(schema.parse(spec)),
  };
}
