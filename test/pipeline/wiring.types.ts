/**
 * Checked by the compiler alone: wiring that fits compiles, wiring that does not is no type.
 * `Fits` asks the compiler the same question that a call of `add` asks.
 */
import {z} from 'zod';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';
import {defineStage, many, type StageBody} from '../../src/pipeline/define.ts';
import type {NodeOptions, Output} from '../../src/pipeline/node.ts';
import {eachPart, onePart, type Part} from '../../src/pipeline/parts.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';

type Expect<Answer extends true> = Answer;
type Equal<A, B> = [A, B] extends [B, A] ? true : false;
type Not<Answer extends boolean> = Answer extends true ? false : true;
type Fits<Given, Asked> = Given extends Asked ? true : false;

const shape = z.object({loss: z.number()});
const dataset = jsonArtifact('dataset', shape);
/** Same shape, another kind. */
const curvature = jsonArtifact('curvature', shape);

const shared = {
  summary: 'A stage.',
  resources: () => ({cpus: 1, memoryMB: 1, gpu: false, seconds: 1}),
  body: new URL('body.ts', import.meta.url),
};
const acquire = defineStage({
  ...shared,
  name: 'acquire',
  parameters: z.object({}),
  inputs: {},
  outputs: {dataset},
});
const train = defineStage({
  ...shared,
  name: 'train',
  parameters: z.object({rate: z.number(), epochs: z.number().default(1)}),
  inputs: {dataset, others: many(curvature)},
  outputs: {curvature},
});

export const tell = defineStage({
  ...shared,
  name: 'tell',
  parameters: z.object({}),
  inputs: {runs: many(curvature, z.object({rate: z.number(), momentum: z.number().default(0)}))},
  outputs: {dataset},
  parts: {family: onePart<() => string>(), tellers: eachPart<() => number>()},
});

const pipeline = definePipeline({seed: 1});
const data = pipeline.add(acquire, {cell: 'a', parameters: {}});
const first = pipeline.add(train, {
  cell: 'b',
  parameters: {rate: 0.1},
  inputs: {dataset: data.outputs.dataset, others: []},
});
export const second = pipeline.add(train, {
  cell: 'c',
  parameters: {rate: 0.1, epochs: 2},
  inputs: {dataset: data.outputs.dataset, others: [first.outputs.curvature]},
  seed: ['replicate', 1],
  claims: ['E1a'],
});

type Told = NodeOptions<typeof tell>;
interface Text {
  family: Part<() => string>;
}
type Options = NodeOptions<typeof train>;
type Inputs = Options['inputs'];
type Dataset = Output<typeof dataset>;
type Curvature = Output<typeof curvature>;
interface Base {
  cell: string;
  parameters: {rate: number};
}

export type Checks = [
  Expect<Equal<typeof data.outputs.dataset, Dataset>>,
  Expect<Equal<typeof second.outputs.curvature, Curvature>>,
  Expect<Fits<{dataset: Dataset; others: Curvature[]}, Inputs>>,
  // Another kind of the same shape.
  Expect<Not<Fits<{dataset: Curvature; others: Curvature[]}, Inputs>>>,
  Expect<Not<Fits<{dataset: Dataset; others: Dataset[]}, Inputs>>>,
  // One where many are asked for, many where one is.
  Expect<Not<Fits<{dataset: Dataset; others: Curvature}, Inputs>>>,
  Expect<Not<Fits<{dataset: Dataset[]; others: Curvature[]}, Inputs>>>,
  // An input left out; all of them.
  Expect<Not<Fits<{dataset: Dataset}, Inputs>>>,
  Expect<Not<Fits<Base, Options>>>,
  Expect<Fits<Base & {inputs: {dataset: Dataset; others: Curvature[]}}, Options>>,
  // A parameter of the wrong type, or left out.
  Expect<Not<Fits<{rate: string}, Options['parameters']>>>,
  Expect<Not<Fits<{epochs: number}, Options['parameters']>>>,
  // A stage without inputs takes none.
  Expect<Not<Fits<{dataset: Dataset}, NonNullable<NodeOptions<typeof acquire>['inputs']>>>>,
  // A member goes with what its input asks for.
  Expect<Fits<{runs: {output: Curvature; about: {rate: number}}[]}, Told['inputs']>>,
  Expect<Not<Fits<{runs: Curvature[]}, Told['inputs']>>>,
  Expect<Not<Fits<{runs: {output: Curvature; about: object}[]}, Told['inputs']>>>,
  Expect<Not<Fits<{runs: {output: Dataset; about: {rate: number}}[]}, Told['inputs']>>>,
  // Parts of the right shape, all of them; none where none are asked for.
  Expect<Fits<Text & {tellers: Record<string, Part<() => number>>}, Told['parts']>>,
  Expect<Not<Fits<Text & {tellers: Record<string, Part<() => string>>}, Told['parts']>>>,
  Expect<Not<Fits<Text & {tellers: Part<() => number>}, Told['parts']>>>,
  Expect<Not<Fits<Text, Told['parts']>>>,
  Expect<Not<Fits<Text, NonNullable<Options['parts']>>>>,
  // An output that is not declared has no handle.
  Expect<Equal<keyof typeof second.outputs, 'curvature'>>,
];

/** What a body is given has the types that its stage declares. */
export const body = (async ({parameters, inputs, outputs, seed}) => {
  const rate: number = parameters.rate;
  const epochs: number = parameters.epochs;
  const file: 'dataset' = inputs.dataset.kind;
  const member: 'curvature' | undefined = inputs.others[0].file?.kind;
  const slot: 'curvature' = outputs.curvature.kind;
  await Promise.resolve([rate, epochs, file, member, slot, seed]);
}) satisfies StageBody<typeof train>;

/** So have the parts. */
export const teller = (async ({inputs}, {family, tellers}) => {
  const rate: number = inputs.runs[0].about.rate;
  const momentum: number = inputs.runs[0].about.momentum;
  const member: 'curvature' | undefined = inputs.runs[0].file?.kind;
  await Promise.resolve([family().length, tellers['one'](), rate, momentum, member]);
}) satisfies StageBody<typeof tell>;
