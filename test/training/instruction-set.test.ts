import {beforeAll, expect, test} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {buildModel} from '../models/build-model.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import {blobs, planOf, takeSteps, withLearner} from './learner.ts';

// The default on any CPU: what follows runs as on a processor without AVX-512.
beforeAll(() => loadEngine());

const data = blobs([32, 32, 3]);

test.each([
  {family: 'resnet', blocks: 1, widthMultiplier: 0.25},
  {family: 'resnet', blocks: 1, widthMultiplier: 0.0625},
  {family: 'vgg-11', widthMultiplier: 1 / 16},
] as const)('%j trains without AVX-512', (spec) => {
  const model = buildModel(ModelSpec.parse(spec), data.inputShape, 10);
  const plan = planOf({batchSize: 40});
  withLearner({model, data, plan}, (learner) => {
    const losses = takeSteps(learner, data.sets.train, 60);
    expect(losses[59]).toBeLessThan(0.9 * losses[0]);
  });
});
