import {describe, expect, it} from 'vitest';
import {
  cholesky,
  determinant,
  solve,
  symmetricEigenvalues,
} from '../../src/theory/linear-algebra.ts';
import {solveLyapunov, solveStein} from '../../src/theory/lyapunov.ts';
import {expectMatrix} from './matrices.ts';
import oracles from './fixtures/oracles.json' with {type: 'json'};

describe.each(oracles.lyapunov)('a system of size $a.length', (oracle) => {
  it('solves linear systems as NumPy does', () => {
    expectMatrix(solve(oracle.m, oracle.q), oracle.solution, 1e-10);
    expect(determinant(oracle.m)).toBeCloseTo(oracle.determinant, 12);
  });

  it('factors and diagonalises a symmetric matrix as NumPy does', () => {
    expectMatrix(cholesky(oracle.a), oracle.cholesky, 1e-12);
    expectMatrix([symmetricEigenvalues(oracle.a)], [oracle.eigenvalues], 1e-12);
  });

  it('solves both Lyapunov equations as SciPy does', () => {
    expectMatrix(solveLyapunov(oracle.a, oracle.q), oracle.continuous, 1e-11);
    expectMatrix(solveStein(oracle.m, oracle.q), oracle.discrete, 1e-11);
  });
});

it('refuses a singular system and an indefinite factorisation', () => {
  const singular = [
    [1, 2],
    [2, 4],
  ];
  expect(() => solve(singular, [[1], [1]])).toThrow(/singular 2×2/);
  expect(() => cholesky([[-1]])).toThrow(/\[\[-1\]\] is not positive definite/);
});
