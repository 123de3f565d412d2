import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {loadEngine} from '../../src/compute/engine/load.ts';
import type {Weights} from '../../src/models/initialiser.ts';
import {initialState} from '../../src/models/model.ts';
import type {TrainingData} from '../../src/training/data.ts';
import {
  fixtures,
  imagesOf,
  modelOf,
  parametersOf,
  relativeError,
  type Fixture,
} from '../models/fixtures.ts';
import {planOf, takeSteps, withLearner} from './learner.ts';

beforeAll(() => loadEngine());

const {learningRate, momentum, steps} = fixtures;
/** Batch norm's statistics at the trained end, and the loss by them. */
const reestimated = z
  .record(z.string(), z.object({statistics: z.array(z.number()), loss: z.number()}))
  .parse(JSON.parse(readFileSync(new URL('fixtures/reestimated.json', import.meta.url), 'utf8')));
const flat = (weights: Weights) =>
  Float32Array.from(Object.values(weights).flatMap(({values}) => [...values]));

function dataOf(fixture: Fixture): TrainingData {
  const count = fixture.labels.length;
  const all = Int32Array.from({length: count}, (_, index) => index);
  const none = new Int32Array();
  const [height, width, channels] = fixture.inputShape;
  return {
    images: imagesOf(fixture),
    labels: Int32Array.from(fixture.labels),
    inputShape: [height, width, channels],
    classes: 10,
    trainSize: count,
    sets: {train: all, validation: none, test: none, noisy: none, clean: none},
  };
}

describe.each(Object.entries(fixtures.models))('%s', (name, fixture) => {
  test('five steps with momentum end where float64 PyTorch ends', () => {
    const model = modelOf(fixture);
    const data = dataOf(fixture);
    const plan = planOf({learningRate, momentum, batchSize: data.trainSize});
    withLearner({model, data, plan}, (learner) => {
      const start = parametersOf(fixture, fixture.start);
      const {slots} = learner.read();
      const {statistics} = initialState(model, 0);
      learner.write({parameters: start, statistics, slots});
      takeSteps(learner, data.sets.train, steps, learningRate);

      learner.settle();
      const trained = learner.read();
      expect(relativeError(flat(trained.parameters), fixture.trained)).toBeLessThan(1e-5);
      const truth = reestimated[name] ?? {statistics: [], loss: fixture.trainedLoss};
      if (truth.statistics.length > 0)
        expect(relativeError(flat(trained.statistics), truth.statistics)).toBeLessThan(1e-5);
      const {loss} = learner.evaluate(data.sets.train);
      expect(Math.abs((loss ?? NaN) / truth.loss - 1)).toBeLessThan(1e-5);
    });
  });
});
