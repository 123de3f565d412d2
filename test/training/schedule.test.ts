import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Schedule} from '../../src/training/plan.ts';
import {ratesAt} from '../../src/training/schedule.ts';

const base = {learningRate: 0.05, batchSize: 128};
const noise = (schedule: Schedule, epoch: number) => {
  const {learningRate, batchSize} = ratesAt({...base, schedule}, epoch);
  return learningRate / batchSize;
};
const loudest = base.learningRate / base.batchSize;

/** The mean noise over cycle number `index`, by the midpoint rule. */
function meanNoise(schedule: Schedule, cycleEpochs: number, index: number): number {
  const parts = 4000;
  let sum = 0;
  for (let part = 0; part < parts; part++)
    sum += noise(schedule, cycleEpochs * (index + (part + 0.5) / parts));
  return sum / parts;
}

const cycles = fc.record({
  cycleEpochs: fc.double({min: 0.5, max: 20, noNaN: true}),
  ratio: fc.integer({min: 2, max: 20}),
});

test('every cycle has the mean noise of its two ends', () => {
  const kinds = [
    'discrete-learning-rate',
    'discrete-batch-size',
    'triangle-learning-rate',
  ] as const;
  fc.assert(
    fc.property(cycles, fc.constantFrom(...kinds), fc.nat(30), (cycle, kind, index) => {
      const mean = meanNoise({kind, ...cycle}, cycle.cycleEpochs, index);
      expect(mean / ((loudest * (1 + 1 / cycle.ratio)) / 2)).toBeCloseTo(1, 2);
    }),
    {numRuns: 30},
  );
});

test('a cycle of S and a cycle of η have the same noise at every moment', () => {
  fc.assert(
    fc.property(cycles, fc.double({min: 0, max: 300, noNaN: true}), (cycle, epoch) => {
      const ofRate = noise({kind: 'discrete-learning-rate', ...cycle}, epoch);
      const ofSize = noise({kind: 'discrete-batch-size', ...cycle}, epoch);
      expect(ofRate / ofSize).toBeCloseTo(1, 12);
    }),
  );
});

test('a triangle rises from the quiet end to the loud one and falls back, without a jump', () => {
  const schedule = {kind: 'triangle-learning-rate', cycleEpochs: 10, ratio: 5} as const;
  const rate = (epoch: number) => ratesAt({...base, schedule}, epoch).learningRate;
  const expected = [0.01, 0.03, 0.05, 0.03, 0.01, 0.05];
  [0, 2.5, 5, 7.5, 10, 15].forEach((epoch, at) =>
    expect(rate(epoch)).toBeCloseTo(expected[at], 12),
  );
});

test('a square wave starts loud and changes at half a cycle', () => {
  const schedule = {kind: 'discrete-batch-size', cycleEpochs: 10, ratio: 5} as const;
  const size = (epoch: number) => ratesAt({...base, schedule}, epoch).batchSize;
  expect([0, 4.99, 5, 9.99, 10].map(size)).toEqual([128, 128, 640, 640, 128]);
});

test('pieces follow each other, and the last one stays', () => {
  const pieces = [
    {epochs: 2, learningRate: 0.1, batchSize: 10},
    {epochs: 1.5, learningRate: 0.2, batchSize: 20},
  ];
  const size = (epoch: number) =>
    ratesAt({...base, schedule: {kind: 'piecewise', pieces}}, epoch).batchSize;
  expect([0, 1.99, 2, 3.4, 3.5, 100].map(size)).toEqual([10, 10, 20, 20, 20, 20]);
});

test('a constant schedule keeps the rates of the plan', () => {
  expect(ratesAt({...base, schedule: {kind: 'constant'}}, 17.3)).toEqual(base);
});
