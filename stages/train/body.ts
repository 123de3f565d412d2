import {chosenDevice} from '../../src/compute/engine/identity.ts';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {parameterCount} from '../../src/models/model.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {imagesIn} from '../../src/training/cost.ts';
import {trainingData} from '../../src/training/data.ts';
import {GraphLearner} from '../../src/training/graph-learner.ts';
import {train} from '../../src/training/train.ts';
import {snapshots} from './snapshots.ts';
import {trainingRecord} from './record.ts';
import type {train as stage} from './stage.ts';
import {collection} from '../collection.ts';

export const prepare = () => loadEngine();

export default (async (
  {parameters, inputs, outputs, seed, scratch, signal, progress},
  {family, optimiser},
) => {
  const {model: given, ...plan} = parameters;
  const spec = family.parse(given);
  const images = await collection.load(inputs.dataset);
  const data = trainingData(images, plan, seed);
  const imagesOf = (seconds: number) =>
    imagesIn(seconds, family.work(spec), plan.batchSize, chosenDevice());
  const model = family.build(spec, data.inputShape, data.classes);
  await loadEngine();
  const learner = new GraphLearner({model, data, plan, optimiser: optimiser(plan), seed});
  const {result, snapshots: kept} = await train(
    {plan, data, seed, learner},
    {
      folder: scratch,
      turnImages: Math.min(20 * plan.batchSize, imagesOf(0.5)),
      checkpointImages: imagesOf(30),
      signal,
      progress: (done, total) => progress(done, total, 'images'),
    },
  );
  learner.dispose();

  const noise = plan.learningRate / plan.batchSize;
  const {inputShape, classes} = data;
  await save(snapshots, outputs.snapshots, {model: spec, inputShape, classes, snapshots: kept});
  await save(trainingRecord, outputs.record, {
    dataset: {name: images.name, extent: images.extent},
    model: spec,
    parameterCount: parameterCount(model),
    plan,
    seed,
    noise,
    effectiveNoise: noise / (1 - plan.momentum),
    result,
  });
}) satisfies StageBody<typeof stage>;
