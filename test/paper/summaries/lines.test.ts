import {expect, test} from 'vitest';
import {ExperimentSummary} from '../../../src/paper/results.ts';
import {summarizeE4} from '../../../src/paper/summaries/e4.ts';
import {summarizeE5} from '../../../src/paper/summaries/e5.ts';
import {curvature, estimateOf, line, observations, rowsOf} from './observe.ts';

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
