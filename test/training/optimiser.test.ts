import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, expect, test} from 'vitest';
import {train as stage} from '../../stages/train/stage.ts';
import {trainParts} from '../../stages/train/parts.ts';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {assign} from '../../src/compute/graph/update.ts';
import {readCheckpoint, writeCheckpoint} from '../../src/training/checkpoint.ts';
import type {Optimiser} from '../../src/training/optimiser.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import {Run} from '../../src/training/run.ts';
import {buildModel} from '../models/build-model.ts';
import {blobs, planOf, takeSteps, withLearner} from './learner.ts';
import {parabolaSetup} from './parabola.ts';

beforeAll(() => loadEngine());

const data = blobs([6, 6, 1]);
const initialisation = {kind: 'he-normal'};
const spec = {family: 'mlp', depth: 1, width: 8, batchNorm: false, initialisation};
const model = buildModel(spec, data.inputShape, 10);
const batch = data.sets.train.subarray(0, 8);

const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-8];
/** Adam (Kingma & Ba 2015, algorithm 1), which keeps two slots and counts steps. */
const adam: Optimiser = {
  identity: 'adam',
  slots: ['mean', 'square'],
  numbers: (step) => ({
    ofMean: 1 - BETA_1 ** (step + 1),
    ofSquare: 1 - BETA_2 ** (step + 1),
  }),
  update({parameter, gradient, learningRate, slot, state, numbers}) {
    const decayed = (name: string, beta: number, value: tf.Tensor) =>
      tf.add(tf.mul(state[name], beta), tf.mul(value, 1 - beta));
    const [first, second] = [slot('mean'), slot('square')];
    const mean = decayed(first, BETA_1, gradient);
    const square = decayed(second, BETA_2, tf.square(gradient));
    const deviation = tf.add(tf.sqrt(tf.div(square, numbers['ofSquare'])), EPSILON);
    const move = tf.mul(learningRate, tf.div(tf.div(mean, numbers['ofMean']), deviation));
    return [
      assign(first, mean),
      assign(second, square),
      assign(parameter, tf.sub(state[parameter], move)),
    ];
  },
};
const setup = {model, data, plan: planOf({}), optimiser: adam};

test('an optimiser with slots and a count of steps trains as its formulas say', () => {
  withLearner(setup, (learner) => {
    const before = learner.read().parameters['logits/kernel'].values;
    takeSteps(learner, batch, 1, 0.01);
    const {parameters, slots} = learner.read();
    // The first step moves by η·g/(|g| + ε) whatever the size of g.
    parameters['logits/kernel'].values.forEach((value, index) => {
      const mean = slots['mean']['logits/kernel'].values[index];
      if (Math.abs(mean) > 1e-5)
        expect(value - before[index]).toBeCloseTo(-0.01 * Math.sign(mean), 4);
    });
    const losses = takeSteps(learner, batch, 40, 0.01);
    expect(losses[39]).toBeLessThan(losses[0] / 4);
  });
});

test('what an optimiser keeps goes through a checkpoint', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'optimiser-'));
  const run = new Run(parabolaSetup({}));
  await withLearner(setup, async (learner) => {
    takeSteps(learner, batch, 3);
    const state = learner.read();
    expect(Object.keys(state.slots)).toEqual(['mean', 'square']);
    await writeCheckpoint(folder, {...run.kept, learner: state});
    expect((await readCheckpoint(folder))?.learner).toEqual(state);
  });
  await rm(folder, {recursive: true});
});

const plan = {learningRate: 0.1, batchSize: 8, trainSize: 40, limits: {epochs: 1}};

test('a plan that names no optimiser says nothing of it, and means SGD', () => {
  expect(TrainingPlan.parse(plan)).not.toHaveProperty('optimiser');
  const {optimiser} = trainParts({model: spec, plan: TrainingPlan.parse(plan)});
  expect(optimiser).toBe(trainParts({model: spec, plan: {optimiser: {name: 'sgd'}}}).optimiser);
});

test('an unknown optimiser is refused with those known, and so are settings that it has not', () => {
  expect(() => trainParts({model: spec, plan: {optimiser: {name: 'lion'}}})).toThrow(
    expect.objectContaining({
      code: 'OPTIMISER_UNKNOWN',
      message: 'there is no optimiser lion; there are sgd',
    }),
  );
  const issues = (optimiser: {name: string}) =>
    stage.parameters
      .safeParse({...plan, model: spec, optimiser})
      .error?.issues.map(({path, message}) => `${path.join('.')}: ${message}`);
  expect(issues({name: 'sgd'})).toBeUndefined();
  expect(issues({name: 'lion'})).toEqual(['optimiser.name: it must be an optimiser: sgd']);
  const nesterov = {name: 'sgd', nesterov: true};
  expect(issues(nesterov)).toEqual(['optimiser: Unrecognized key: "nesterov"']);
});
