/**
 * Prints two digests for each case: of weights and running statistics after 40 steps of SGD, and of the
 * gradient and a product with the Hessian there. Equal digests on two machines mean equal bytes
 * (docs/engine.md has the table of CPUs that were seen).
 *
 *   npx tsx bench/digests.ts [CASE …]
 *   THREE_FACTORS_ISA=native npx tsx bench/digests.ts
 */
import {createHash, type BinaryLike} from 'node:crypto';
import {loadEngine} from '../src/compute/engine/load.ts';
import {randomStream} from '../src/compute/random.ts';
import {lossSurface} from '../src/curvature/loss-surface.ts';
import {gaussian} from '../src/curvature/vectors.ts';
import {buildModel} from '../src/models/build.ts';
import type {Model, ModelState} from '../src/models/model.ts';
import {GraphLearner} from '../src/training/graph-learner.ts';
import sgd from '../src/training/optimisers/sgd.ts';
import {Run} from '../src/training/run.ts';
import {cases, type Case} from './compute/cases.ts';
import {sampleRun, seed} from './compute/sample.ts';

const STEPS = 40;
const IMAGES = 100;

const bytesOf = ({buffer, byteOffset, byteLength}: ArrayBufferView) =>
  new Uint8Array(buffer, byteOffset, byteLength);

function digest(parts: readonly BinaryLike[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

async function digests({dataset, model: spec}: Case, batchSize: number): Promise<[string, string]> {
  const {plan, data} = await sampleRun(dataset, batchSize);
  const model = await buildModel(spec, data.inputShape, data.classes);
  const learner = new GraphLearner({model, data, plan, optimiser: sgd(plan), seed});
  const run = new Run({plan, data, seed, learner});
  for (let step = 0; step < STEPS; step++) run.advance();
  const state = learner.read();
  learner.dispose();
  const tensors = [...Object.entries(state.parameters), ...Object.entries(state.statistics)];
  const trained = tensors.flatMap(([name, {values}]) => [name, bytesOf(values)]);
  const pixels = data.inputShape.reduce((product, length) => product * length, 1);
  return [digest(trained), digest(around(model, state, data, pixels))];
}

/** The gradient and one product with the Hessian at these weights. */
function around(
  model: Model,
  state: ModelState,
  data: {readonly images: Float32Array; readonly labels: Int32Array},
  pixels: number,
): Uint8Array[] {
  const examples = {
    images: data.images.subarray(0, IMAGES * pixels),
    labels: data.labels.subarray(0, IMAGES),
  };
  const surface = lossSurface(model, state, examples, {batchSize: IMAGES, mode: 'evaluation'});
  const {gradient} = surface.lossAndGradient();
  const product = surface.hessian.apply(gaussian(surface.dimension, randomStream(seed)));
  const bytes = [gradient, product].map((vector) => Uint8Array.from(bytesOf(vector)));
  surface.dispose();
  return bytes;
}

await loadEngine();
const asked = process.argv.slice(2);
/** The full networks take minutes and use the same kernels. */
const small = cases.filter(({name}) => name !== 'vgg-11' && name !== 'resnet-56');
const chosen = asked.length > 0 ? cases.filter(({name}) => asked.includes(name)) : small;
for (const one of chosen)
  for (const batchSize of one.batchSizes) {
    const [weights, products] = await digests(one, batchSize);
    process.stdout.write(`${`${one.name} S=${batchSize}`.padEnd(24)} ${weights}  ${products}\n`);
  }
process.exit(0);
