import {expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {discreteLaw, stationaryLaw} from '../../src/theory/discrete-law.ts';
import {totalVariation, wasserstein} from '../../src/theory/distances.ts';
import {boltzmann, gibbsMasses, sampleMasses, temperatureOf} from '../../src/theory/gibbs.ts';
import {coarsen, histogram, tabulate} from '../../src/theory/grid.ts';
import {quadratic, softMinimum} from '../../src/theory/landscape.ts';
import oracles from './fixtures/oracles.json' with {type: 'json'};

const grid = {lower: -4, upper: 4, cells: 200};

it('the stationary law of a chain is NumPy’s left eigenvector', () => {
  const {kernel, law} = oracles.stationary;
  const mine = stationaryLaw(kernel.map((row) => Float64Array.from(row)));
  expect(totalVariation(mine, Float64Array.from(law))).toBeLessThan(1e-13);
});

it('the Wasserstein distance is SciPy’s', () => {
  const {p, q, width, distance} = oracles.wasserstein;
  expect(wasserstein(Float64Array.from(p), Float64Array.from(q), width)).toBeCloseTo(distance, 12);
});

it('on a quadratic the discrete law is the Gaussian of variance T/(λ(1 − ηλ/2))', () => {
  const [lambda, temperature, learningRate] = [2, 0.5, 0.3];
  const exact = boltzmann(
    tabulate([grid], ([x]) => (x * x) / 2),
    temperature / (lambda * (1 - (learningRate * lambda) / 2)),
  );
  const law = discreteLaw(quadratic([[lambda]]), temperature, learningRate, grid);
  expect(totalVariation(law, exact)).toBeLessThan(1e-10);
});

it('it approaches Gibbs in proportion to the learning rate', () => {
  const wells = softMinimum(
    [
      {centre: [-1], curvature: [[4]], depth: 0},
      {centre: [1], curvature: [[1.5]], depth: 0.2},
    ],
    0.4,
  );
  const gibbs = gibbsMasses(wells, 0.5, [grid]);
  const distance = (learningRate: number) =>
    totalVariation(discreteLaw(wells, 0.5, learningRate, grid), gibbs);
  expect(distance(0.02) / distance(0.01)).toBeCloseTo(2, 1);
});

it('refuses a grid that the kicks do not resolve', () => {
  expect(() => discreteLaw(quadratic([[1]]), 1e-4, 0.01, grid)).toThrow(/200 cells are too few/);
});

it('draws from masses come back as their histogram', () => {
  const masses = gibbsMasses(quadratic([[2]]), 0.5, [grid]);
  const draws = sampleMasses(masses, grid, 100_000, randomStream(1, 'draws'));
  const distance = totalVariation(coarsen(histogram(draws, [grid]), 10), coarsen(masses, 10));
  expect(distance).toBeLessThan(0.01);
});

it('the temperature is nσ²/2', () => expect(temperatureOf(0.01, 50)).toBe(0.25));
