import {expect, test} from 'vitest';
import x5 from '../../experiments/x5/design.ts';
import {commonGrid, distance} from '../../experiments/x5/distances.ts';
import summarizeX5 from '../../experiments/x5/summary.ts';
import type {HistoryRow} from '../../src/training/record.ts';
import {estimateOf, observations, row, rowsOf, run, summarized, training} from './observe.ts';

/** A history of train losses, one a unit of ηt. */
const history = (loss: (time: number) => number | null): HistoryRow[] =>
  [0, 1, 2, 3, 4].map((time) => row(time, {train: {loss: loss(time), accuracy: 0.5}}));

/** A run whose train loss is exp(−t) times a factor that its steps are off by, in turns up and down. */
function course(factor: number, order: number, seed: number, off: number, diverges = false) {
  const learningRate = 0.096 * factor;
  const rows = history((time) => Math.exp(-time + off * (-1) ** time));
  return run(
    {factor, order},
    seed,
    training(
      {
        learningRate,
        batchSize: 48 * factor,
        limits: {epochs: 4},
        history: {everyEpochs: 1, sets: ['train']},
      },
      {history: rows, outcome: diverges ? 'diverged' : 'completed'},
    ),
  );
}

/** Distances grow as this power of c from D(½) = .1; the floor is as given. */
const observe = (power: number, floor: number) =>
  [1, 2, 3, 4].flatMap((seed) => {
    const spread = 1 + 0.05 * Math.sin(seed);
    return [
      course(0.25, 1, seed, 0),
      course(0.25, 2, seed, floor * spread),
      ...[0.5, 1, 2, 4].map((c) => course(c, 1, seed, 0.1 * spread ** (c / 4) * (2 * c) ** power)),
    ];
  });

test('the distance is the root mean square difference of logarithms over the grid', () => {
  const plain = {x: [0, 1, 2], y: [1, 1, 1]};
  const other = {x: [0, 1, 2], y: [5, Math.E, Math.exp(2)]};
  expect(distance(plain, other, [1, 2])).toBeCloseTo(Math.sqrt((1 + 4) / 2));
});

test('the grid ends where the shortest trajectory does, and leaves out the start', () => {
  const [long, short] = [
    {x: [0, 4], y: [1, 1]},
    {x: [0, 3], y: [1, 1]},
  ];
  expect(commonGrid([long, short], 3)).toEqual([1, 2, 3]);
});

test('distances that grow with c from below the floor show where the equation holds', () => {
  const summary = summarized('X5', summarizeX5, observations({runs: observe(1, 0.2)}));
  expect(estimateOf(summary, 'X5', 'slope').value).toBeCloseTo(1, 1);
  expect(estimateOf(summary, 'X5', 'slope').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'X5', 'floor').value).toBeCloseTo(Math.log(0.5), 1);
  expect(estimateOf(summary, 'X5', 'floor').pSupports).toBeLessThan(0.001);
  expect(rowsOf(summary, 'x5-distances')).toHaveLength(20);
  expect(rowsOf(summary, 'x5-trajectories')).toHaveLength(24 * 4);
});

test('distances that do not grow, or begin above the floor, contradict', () => {
  const flat = summarized('X5', summarizeX5, observations({runs: observe(0, 0.2)}));
  expect(estimateOf(flat, 'X5', 'slope').pContradicts).toBeLessThan(0.001);
  const loud = summarized('X5', summarizeX5, observations({runs: observe(1, 0.05)}));
  expect(estimateOf(loud, 'X5', 'floor').pContradicts).toBeLessThan(0.001);
});

test('a seed with a diverged run has no slope, and the others keep theirs', () => {
  const runs = observe(1, 0.2).map((each) =>
    each.replicate === 4 && each.settings['factor'] === 4 ? course(4, 1, 4, 0.1, true) : each,
  );
  const summary = summarized('X5', summarizeX5, observations({runs}));
  expect(estimateOf(summary, 'X5', 'slope').units).toBe(3);
  expect(summary.evidence[0].notes[0]).toMatch(/^1 runs diverged/);
});

test.each(['quick', 'standard', 'paper'] as const)('all runs of %s have the n of E9', (profile) => {
  for (const {plan} of x5.design(profile).runs) {
    expect(plan.learningRate / plan.batchSize).toBeCloseTo(0.002, 12);
    expect(Number.isInteger(plan.batchSize)).toBe(true);
  }
});
