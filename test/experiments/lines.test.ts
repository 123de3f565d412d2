import {expect, test} from 'vitest';
import {ExperimentSummary} from '../../src/judging/results.ts';
import {summarizeE4} from '../../experiments/e4/summary.ts';
import {summarizeE5} from '../../experiments/e5/summary.ts';
import {
  curvature,
  estimateOf,
  line,
  observations,
  plane,
  row,
  rowsOf,
  run,
  training,
} from './legacy-observe.ts';

const seeds = [1, 2, 3, 4];
const widths = (panel: string, left: number, right: number, spread = 0.02) =>
  seeds.map((seed) =>
    line(`${panel}/seed=${seed}`, {left, right: right * (1 + spread * Math.sin(seed))}),
  );

test('the lower-n end is found to be sharper, or not', () => {
  const lines = [...widths('E4a', 1, 0.5), ...widths('E4b', 1, 1.6), ...widths('E4c', 1, 1)];
  const summary = ExperimentSummary.parse(summarizeE4(observations({lines})));
  expect(estimateOf(summary, 'E4a', 'width-ratio').value).toBeCloseTo(Math.log(0.5), 1);
  expect(estimateOf(summary, 'E4a', 'width-ratio').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E4b', 'width-ratio').pContradicts).toBeLessThan(0.001);
  expect(summary.evidence[0].cells).toEqual({finished: 4, planned: 4});
  expect(rowsOf(summary, 'e4-ends')).toHaveLength(12);
  expect(rowsOf(summary, 'e4-curves')).toHaveLength(24);
});

test('equal widths are found equal within the margin, different ones are not', () => {
  const lines = [...widths('E5/beta=4', 1, 1.05), ...widths('E5/beta=0.25', 1, 2)];
  const probes = [curvature('E5/beta=4,lr=0.4,batch=200/seed=1', 'final', {frobenius: 9})];
  const summary = ExperimentSummary.parse(summarizeE5(observations({lines, curvature: probes})));
  expect(estimateOf(summary, 'E5a', 'width-ratio').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E5b', 'width-ratio').pContradicts).toBeLessThan(0.001);
  expect(rowsOf(summary, 'e5-norms')).toMatchObject([{beta: 4, seed: 1, frobenius: 9}]);
});

test('equal means with a wide spread between seeds prove nothing', () => {
  const summary = summarizeE5(observations({lines: widths('E5/beta=4', 1, 1, 0.8)}));
  expect(estimateOf(summary, 'E5a', 'width-ratio').pSupports).toBeGreaterThan(0.05);
});

test('ends that are open or missed their target are shown, counted and not used', () => {
  const [first, second, ...others] = widths('E4a', 1, 0.5);
  const lines = [
    {...first, missedTarget: true},
    line('E4a/seed=2', {left: 1, right: 9, open: true}),
    {node: second.node, cell: second.cell, left: '', right: '', missedTarget: false},
    ...others.slice(1),
  ];
  const summary = summarizeE4(observations({lines}));
  expect(estimateOf(summary, 'E4a', 'width-ratio').units).toBe(1);
  expect(summary.evidence[0].cells).toEqual({finished: 3, planned: 4});
  expect(summary.evidence[0].notes[0]).toMatch(/^2 of 3 lines have an end that is wider/);
  expect(summary.irregular).toHaveLength(1);
});

test('planes are tabled point by point, with the share of each that lies in its basin', () => {
  const cell = 'E3/lr=0.1,batch=128/seed=1';
  const settings = {learningRate: 0.1, batchSize: 128};
  const capped = run(cell, training(settings, {history: [row(5, {})], outcome: 'capped'}));
  const surveyed = plane(cell, 'target', {loss: 0, steepness: 0.5});
  const failed = {
    node: 'survey-plane/other',
    cell: 'E3/lr=0.01,batch=128/seed=1',
    snapshot: 'target',
  };
  const summary = ExperimentSummary.parse(
    summarizeE4(observations({runs: [capped], planes: [surveyed, failed]})),
  );
  expect(rowsOf(summary, 'e4-planes')).toHaveLength(9);
  expect(rowsOf(summary, 'e4-planes')[5]).toMatchObject({
    endpoint: 'η=0.1, S=128',
    first: 1,
    second: 0,
    trainLoss: 0.5,
    trainRise: 0.5,
  });
  // The corners rise by 1, the middles of the sides by 0.5.
  expect(rowsOf(summary, 'e4-basins')).toEqual([
    {
      endpoint: 'η=0.1, S=128',
      noise: 0.1 / 128,
      seed: 1,
      missedTarget: true,
      trainLoss: 0,
      basinShare: 5 / 9,
      notFinite: 0,
    },
  ]);
  expect(summary.irregular.filter(({node}) => node === failed.node)).toHaveLength(1);
});
