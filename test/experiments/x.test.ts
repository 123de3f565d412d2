import {expect, test} from 'vitest';
import {ExperimentSummary} from '../../src/judging/results.ts';
import {summarizeX} from '../../experiments/x/summary.ts';
import {
  accuracies,
  curvature,
  estimateOf,
  noise,
  observations,
  row,
  rowsOf,
  run,
  training,
} from './legacy-observe.ts';

const seeds = [1, 2, 3, 4];
const plain = (seed: number) => `E1/lr=0.02,batch=200/seed=${seed}`;
const raised = (seed: number, strength: number) =>
  `X3/strength=${strength},lr=0.02,batch=200/seed=${seed}`;

function summarize({isotropy = 0.001, widening = -0.5} = {}) {
  const probes = seeds.flatMap((seed) =>
    ['initial', 'epoch-5', 'target'].map((snapshot) =>
      noise(plain(seed), snapshot, {
        isotropy: isotropy * (1 + 0.1 * Math.sin(seed)),
        distances: [50, 9, 2, 0.6, 0.4],
      }),
    ),
  );
  const cells = seeds.flatMap((seed) => [
    {cell: plain(seed), strength: 0},
    {cell: raised(seed, 1), strength: 1},
    {cell: raised(seed, 4), strength: 4},
  ]);
  const reached = row(9, accuracies({validation: 0.8, train: 0.9}));
  const runs = cells.map(({cell}) =>
    run(
      cell,
      training(
        {learningRate: 0.02, batchSize: 200},
        {outcome: 'reached target', target: {...reached, trainLoss: 0.3}, history: [reached]},
      ),
    ),
  );
  const hessians = cells.map(({cell, strength}, index) =>
    curvature(cell, 'target', {
      frobenius: 30 * Math.exp((widening * strength) / 4 + 0.02 * Math.sin(index)),
    }),
  );
  return ExperimentSummary.parse(
    summarizeX(observations({runs, noise: probes, curvature: hessians})),
  );
}

test('noise far from isotropic is found so; noise that is not, is not', () => {
  expect(estimateOf(summarize(), 'X1', 'isotropy').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summarize({isotropy: 0.5}), 'X1', 'isotropy').pContradicts).toBeLessThan(0.001);
});

test('distance from a Gaussian falls with S', () => {
  expect(estimateOf(summarize(), 'X2', 'decay').pSupports).toBeLessThan(0.05);
  expect(rowsOf(summarize(), 'x-gaussianity')).toHaveLength(60);
});

test('more variance, wider endpoint: the strongest against none, seed by seed', () => {
  expect(estimateOf(summarize(), 'X3', 'norm-ratio').value).toBeCloseTo(-0.5, 1);
  expect(estimateOf(summarize(), 'X3', 'norm-ratio').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summarize({widening: 0.5}), 'X3', 'norm-ratio').pContradicts).toBeLessThan(
    0.001,
  );
  expect(rowsOf(summarize(), 'x3-runs')).toHaveLength(12);
});
