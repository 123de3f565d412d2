import {expect, test} from 'vitest';
import summarizeX from '../../experiments/x/summary.ts';
import {
  accuracies,
  curvature,
  estimateOf,
  noise,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const seeds = [1, 2, 3, 4];

function summarize({isotropy = 0.001, widening = -0.5} = {}) {
  const reached = row(9, accuracies({validation: 0.8, train: 0.9}));
  const cells = seeds.flatMap((seed) =>
    [0, 1, 4].map((strength) => ({
      strength,
      run: run(
        {learningRate: 0.02, batchSize: 200, strength},
        seed,
        training(
          {learningRate: 0.02, batchSize: 200},
          {outcome: 'reached target', target: {...reached, trainLoss: 0.3}, history: [reached]},
        ),
      ),
    })),
  );
  const noises = cells
    .filter(({strength}) => strength === 0)
    .flatMap((plain) =>
      ['initial', 'epoch-5', 'target'].map((snapshot) => {
        const found = noise({
          isotropy: isotropy * (1 + 0.1 * Math.sin(plain.run.replicate)),
          distances: [50, 9, 2, 0.6, 0.4],
        });
        return probe('noise', plain.run, snapshot, found);
      }),
    );
  const hessians = cells.map((cell, index) => {
    const frobenius = 30 * Math.exp((widening * cell.strength) / 4 + 0.02 * Math.sin(index));
    return probe('curvature', cell.run, 'target', curvature({frobenius}));
  });
  const runs = cells.map((cell) => cell.run);
  return summarized('X', summarizeX, observations({runs, probes: [...noises, ...hessians]}));
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
