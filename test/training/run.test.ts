import {expect, test} from 'vitest';
import {Run} from '../../src/training/run.ts';
import {parabolaSetup, type Parabola} from './parabola.ts';

function runToEnd(plan: Parameters<typeof parabolaSetup>[0]) {
  const setup = parabolaSetup(plan);
  const run = new Run(setup);
  while (!run.hasEnded()) run.advance();
  return {...run.finish(), learner: setup.learner};
}
const examplesOf = (learner: Parabola) => learner.steps.flatMap((step) => [...step.examples]);

test('a run without a target completes at its limit of epochs', () => {
  const {result, snapshots} = runToEnd({});
  expect(result.outcome).toBe('completed');
  expect(result.end).toMatchObject({step: 50, epoch: 5});
  expect(result.end.rateTime).toBeCloseTo(0.5, 12);
  expect(Object.keys(result.end.metrics)).toEqual(['train', 'validation', 'test', 'clean']);
  expect(snapshots.map(({name}) => name)).toEqual(['final']);
});

test('the first of several limits counts', () => {
  expect(runToEnd({limits: {epochs: 5, steps: 7}}).result.end.step).toBe(7);
  expect(runToEnd({limits: {epochs: 5, rateTime: 0.1}}).result.end.step).toBe(10);
});

test('a history has a row at the start and one every so many epochs', () => {
  const {history} = runToEnd({history: {everyEpochs: 2, sets: ['validation']}}).result;
  expect(history.map(({epoch}) => epoch)).toEqual([0, 2, 4]);
  expect(Object.keys(history[0].metrics)).toEqual(['validation']);
});

test('a history at equal steps of ηt has as many rows, at the same ηt, whatever η and S', () => {
  const history = {everyRateTime: 0.1, sets: ['train' as const]};
  const limits = {rateTime: 0.3};
  for (const rates of [
    {learningRate: 0.01, batchSize: 10},
    {learningRate: 0.05, batchSize: 10},
    {learningRate: 0.02, batchSize: 50},
  ]) {
    const {result} = runToEnd({...rates, history, limits});
    expect(result.history).toHaveLength(4);
    result.history.forEach(({rateTime}, row) => {
      expect(rateTime).toBeCloseTo(0.1 * row, 12);
    });
    expect(result.end.step).toBe(result.history[3].step);
  }
});

test('a step that passes several moments leaves one row', () => {
  const history = {everyRateTime: 0.04, sets: ['train' as const]};
  const {result} = runToEnd({learningRate: 0.1, history, limits: {rateTime: 0.3}});
  expect(result.history.map(({step}) => step)).toEqual([0, 1, 2, 3]);
});

test('moments between two images leave one row each', () => {
  const history = {everyEpochs: 1 / 3, sets: ['train' as const]};
  const {result} = runToEnd({batchSize: 1, learningRate: 0.001, history, limits: {epochs: 1}});
  expect(result.history.map(({step}) => step)).toEqual([0, 33, 67, 100]);
});

test('batches that do not divide an epoch leave no example out', () => {
  const {learner, result} = runToEnd({batchSize: 30, limits: {epochs: 2.9}});
  expect(result.end.step).toBe(10);
  const third = examplesOf(learner).slice(200, 300);
  expect(new Set(third).size).toBe(100);
});

test('the order of examples does not depend on S or η', () => {
  const small = examplesOf(runToEnd({batchSize: 10}).learner);
  const large = examplesOf(runToEnd({batchSize: 50, learningRate: 0.001}).learner);
  expect(large).toEqual(small);
});

test('another order takes the same examples otherwise', () => {
  const plain = examplesOf(runToEnd({}).learner);
  const other = examplesOf(runToEnd({order: 2}).learner);
  expect(other).not.toEqual(plain);
  expect(other.toSorted((a, b) => a - b)).toEqual(plain.toSorted((a, b) => a - b));
});

test('a cycle of batch sizes keeps the order and changes at the epoch it should', () => {
  const schedule = {kind: 'discrete-batch-size', cycleEpochs: 2, ratio: 5} as const;
  const {learner} = runToEnd({schedule, limits: {epochs: 3}});
  expect(learner.steps.map(({examples}) => examples.length)).toEqual([
    ...new Array<number>(10).fill(10),
    ...new Array<number>(2).fill(50),
    ...new Array<number>(10).fill(10),
  ]);
});

test('a run stops at its target and keeps the weights there', () => {
  const target = {trainLoss: 1, checkEpochs: 0.5};
  const {result, snapshots} = runToEnd({target, limits: {epochs: 50}});
  expect(result.outcome).toBe('reached target');
  expect(snapshots.map(({name}) => name)).toEqual(['target', 'final']);
  // A step takes 4% of the loss: the nearest of two neighbours.
  expect(Math.abs((result.target?.trainLoss ?? 0) - 1)).toBeLessThan(0.02);
  expect(result.end.step).toBe(result.target?.step);
});

test.each([0.0005, 0.002, 0.004])(
  'runs of η = %f are compared at one loss, ± 0.005',
  (learningRate) => {
    const target = {trainLoss: 1, checkEpochs: 2};
    const {result, snapshots} = runToEnd({
      target,
      learningRate,
      limits: {epochs: 500},
      batchSize: 1,
    });
    expect(Math.abs((result.target?.trainLoss ?? 0) - 1)).toBeLessThanOrEqual(0.005);
    const [kept] = snapshots;
    expect(kept.parameters['weight'].values[0] ** 2).toBe(result.target?.trainLoss);
    // What was seen beyond the target is forgotten.
    expect(result.history.every(({step}) => step <= (result.target?.step ?? 0))).toBe(true);
  },
);

test('a run that stops at its target goes on until every snapshot is kept', () => {
  const plan = {target: {trainLoss: 1}, snapshotEpochs: [0, 20], limits: {epochs: 50}};
  const {result} = runToEnd(plan);
  expect(result.snapshots.map(({name}) => name)).toEqual([
    'epoch-0',
    'target',
    'epoch-20',
    'final',
  ]);
  expect(result.end.epoch).toBe(20);
});

test('a run may go on after its target', () => {
  const plan = {target: {trainLoss: 1, then: 'continue' as const}, limits: {epochs: 12}};
  const {result} = runToEnd(plan);
  expect(result.outcome).toBe('reached target');
  expect(result.end.epoch).toBe(12);
});

test('a run that meets its limit before its target is capped', () => {
  const {result} = runToEnd({target: {trainLoss: 1e-9}, limits: {epochs: 8}});
  expect(result).toMatchObject({outcome: 'capped', target: null});
});

test('a loss that grows without bound is a divergence, and keeps no final weights', () => {
  const {result, snapshots} = runToEnd({learningRate: 4});
  expect(result.outcome).toBe('diverged');
  expect(result.end.step).toBeLessThan(10);
  expect(result.end.metrics).toEqual({});
  expect(snapshots).toEqual([]);
});

test('weights that stop being finite in the last step are a divergence', () => {
  expect(runToEnd({learningRate: 1e300, limits: {steps: 2}}).result.outcome).toBe('diverged');
});

test('a run that never leaves chance is stuck, with a target or without', () => {
  expect(runToEnd({learningRate: 1e-5}).result.outcome).toBe('stuck');
  const target = {trainLoss: 1};
  expect(runToEnd({learningRate: 1e-5, target}).result.outcome).toBe('stuck');
});

test('a row and a check of the same moment share one evaluation', () => {
  const history = {everyEpochs: 1, sets: ['train' as const]};
  const target = {trainLoss: 1e-9, checkEpochs: 1, then: 'continue' as const};
  const {learner} = runToEnd({learningRate: 1e-4, history, target, limits: {epochs: 3}});
  expect(learner.evaluations).toBe(4 + 3); // rows at 0, 1, 2, 3; the end adds three parts
  expect(learner.settlements).toBe(4);
});

test('perturbations come with the step that they belong to, and only when asked for', () => {
  const plain = runToEnd({}).learner.steps[0].perturbation;
  expect(plain).toEqual({});
  const gradientNoise = {kind: 'example-weights', strength: 0.5} as const;
  const [first, second] = runToEnd({gradientNoise}).learner.steps;
  expect(first.perturbation.weights).toHaveLength(10);
  expect(first.perturbation.weights).not.toEqual(second.perturbation.weights);
});
