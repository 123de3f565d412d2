import {beforeAll, expect, test} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {buildModel} from '../models/build-model.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import {blobs, planOf, takeSteps, withLearner} from './learner.ts';

beforeAll(() => loadEngine());

const grey = blobs([6, 6, 1]);
const initialisation = {kind: 'he-normal'} as const;
const spec = {family: 'mlp', depth: 2, width: 16, batchNorm: true, initialisation} as const;
const mlp = buildModel(spec, grey.inputShape, 10);
const batch = grey.sets.train.subarray(0, 8);

test('steps lower the loss of their batch', () => {
  withLearner({model: mlp, data: grey, plan: planOf({})}, (learner) => {
    const losses = takeSteps(learner, batch, 30);
    expect(losses[29]).toBeLessThan(losses[0] / 4);
  });
});

test('an evaluation does not depend on how it is cut into batches', () => {
  withLearner({model: mlp, data: grey, plan: planOf({})}, (learner) => {
    const {train} = grey.sets;
    const parts = [learner.evaluate(train.subarray(0, 13)), learner.evaluate(train.subarray(13))];
    const mean = (13 * (parts[0].loss ?? NaN) + 27 * (parts[1].loss ?? NaN)) / 40;
    expect(learner.evaluate(train).loss).toBeCloseTo(mean, 5);
    expect(learner.evaluate(train).accuracy).toBeCloseTo(
      (13 * parts[0].accuracy + 27 * parts[1].accuracy) / 40,
      6,
    );
  });
});

test('what batch norm evaluates by depends on the weights alone, not on the way to them', () => {
  const plan = planOf({batchSize: 8});
  withLearner({model: mlp, data: grey, plan}, (learner) => {
    takeSteps(learner, batch, 5);
    learner.settle();
    const {statistics, ...rest} = learner.read();
    const before = learner.evaluate(grey.sets.train);
    const stale = Object.fromEntries(
      Object.entries(statistics).map(([name, {shape, values}]) => [
        name,
        {shape, values: values.map((value) => 2 * value + 1)},
      ]),
    );
    learner.write({...rest, statistics: stale});
    learner.settle();
    expect(learner.evaluate(grey.sets.train)).toEqual(before);
    expect(learner.read().statistics).toEqual(statistics);
  });
});

test('steps of different batch sizes change the same weights', () => {
  const schedule = {kind: 'discrete-batch-size', cycleEpochs: 1, ratio: 2} as const;
  withLearner({model: mlp, data: grey, plan: planOf({schedule})}, (learner) => {
    const norms = [learner.weightNorm()];
    for (const size of [8, 16, 8]) {
      takeSteps(learner, grey.sets.train.subarray(0, size), 1);
      norms.push(learner.weightNorm());
    }
    expect(new Set(norms).size).toBe(4);
  });
});

test('the weight norm is that of all trained parameters', () => {
  withLearner({model: mlp, data: grey, plan: planOf({})}, (learner) => {
    const squares = Object.values(learner.read().parameters).map(({values}) =>
      values.reduce((sum, value) => sum + value ** 2, 0),
    );
    const norm = Math.sqrt(squares.reduce((sum, square) => sum + square));
    expect(learner.weightNorm() / norm).toBeCloseTo(1, 6);
  });
});

test('a learner that is given the state of another goes on as it would', () => {
  const setup = {model: mlp, data: grey, plan: planOf({momentum: 0.9})};
  withLearner(setup, (one) => {
    takeSteps(one, batch, 5);
    const state = one.read();
    const losses = takeSteps(one, batch, 5);
    withLearner(setup, (other) => {
      other.write(state);
      expect(takeSteps(other, batch, 5)).toEqual(losses);
      expect(other.read()).toEqual(one.read());
    });
  });
});

test('weights of one leave a step as it is; others scale the gradient', () => {
  const plan = planOf({gradientNoise: {kind: 'example-weights', strength: 1}});
  const stepWith = (weight: number) =>
    withLearner({model: mlp, data: grey, plan}, (learner) => {
      const before = learner.read().parameters['logits/bias'].values;
      const weights = new Float32Array(8).fill(weight);
      learner.step({examples: batch, learningRate: 0.05, step: 0, perturbation: {weights}});
      const after = learner.read().parameters['logits/bias'].values;
      return after.map((value, index) => value - before[index]);
    });
  const [once, twice] = [stepWith(1), stepWith(2)];
  expect(twice.map((value) => value / 2)).toEqual(once);
});

test('labels that stand in for the true ones are what the step descends on', () => {
  const plan = planOf({gradientNoise: {kind: 'labels', strength: 1}});
  withLearner({model: mlp, data: grey, plan}, (learner) => {
    const labels = new Int32Array(8).fill(7);
    const step = (index: number) =>
      learner.step({examples: batch, learningRate: 0.05, step: index, perturbation: {labels}});
    const losses = Array.from({length: 30}, (_, index) => step(index));
    expect(losses[29]).toBeLessThan(losses[0] / 4);
    expect(learner.evaluate(batch).accuracy).toBeLessThan(0.5);
  });
});

test('dropout depends on the number of the step, and not on chance', () => {
  const colour = blobs([32, 32, 3]);
  const vgg = ModelSpec.parse({family: 'vgg-11', widthMultiplier: 1 / 16, dropout: 0.5});
  const model = buildModel(vgg, colour.inputShape, 10);
  const lossOf = (step: number) =>
    withLearner({model, data: colour, plan: planOf({})}, (learner) =>
      learner.step({examples: batch, learningRate: 0.05, step, perturbation: {}}),
    );
  expect(lossOf(0)).toBe(lossOf(0));
  expect(lossOf(0)).not.toBe(lossOf(1));
});
