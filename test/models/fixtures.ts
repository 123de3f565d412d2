import {readFileSync} from 'node:fs';
import {buildModel} from './build-model.ts';
import type {Weights} from '../../src/models/initialiser.ts';
import {sizeOf} from '../../src/models/initialiser.ts';
import type {Model} from '../../src/models/model.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import {z} from 'zod';

const floats = z.base64().transform((text) => {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Float32Array(bytes.buffer);
});
const bytes = z.base64().transform((text) => Uint8Array.from(Buffer.from(text, 'base64')));

const Fixture = z.object({
  spec: ModelSpec,
  inputShape: z.array(z.int()),
  parameters: z.record(z.string(), z.array(z.int())),
  statistics: z.array(z.string()),
  start: floats,
  vector: floats,
  images: bytes,
  labels: z.array(z.int()),
  loss: z.number(),
  gradient: floats,
  product: floats,
  trained: floats,
  trainedStatistics: floats,
  trainedLoss: z.number(),
  trainedProduct: floats,
});
/** What float64 PyTorch makes of one small model (fixtures/make_fixtures.py). */
export type Fixture = z.output<typeof Fixture>;

const File = z.object({
  learningRate: z.number(),
  momentum: z.number(),
  steps: z.int(),
  models: z.record(z.string(), Fixture),
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8'));

export const fixtures = File.parse(read('models.json'));
export const counts = z.record(z.string(), z.int()).parse(read('counts.json'));

export const modelOf = ({spec, inputShape}: Fixture): Model => buildModel(spec, inputShape, 10);

/** Pixels as the fixtures scale them. */
export const imagesOf = ({images}: Fixture): Float32Array =>
  Float32Array.from(images, (byte) => byte / 64 - 2);

/** Cuts numbers that were written one tensor after the other into the parameters of a model. */
export function parametersOf({parameters}: Fixture, numbers: Float32Array): Weights {
  let start = 0;
  return Object.fromEntries(
    Object.entries(parameters).map(([name, shape]) => {
      const end = start + sizeOf(shape);
      const values = numbers.slice(start, end);
      start = end;
      return [name, {shape, values}];
    }),
  );
}

/** ‖a − b‖/‖b‖ over all numbers. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [error, size] = [0, 0];
  for (let index = 0; index < b.length; index++) {
    error += (a[index] - b[index]) ** 2;
    size += b[index] ** 2;
  }
  return a.length === b.length ? Math.sqrt(error / size) : Infinity;
}
