import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/x0/claims.ts';
import figures from '../../experiments/x0/figures.ts';
import study from '../../experiments/x0/study.ts';
import summary from '../../experiments/x0/summary.ts';
import {tables} from '../../experiments/x0/tables.ts';
import {relative, simulateQuadratic, simulateRegression} from '../../experiments/x0/simulate.ts';
import {identity, scale} from '../../src/theory/linear-algebra.ts';
import {quadraticCases} from '../../src/theory/quadratic-cases.ts';
import {describeStudy, readRows} from './studies.ts';

const parameters = {
  ...{examples: 32, replicates: 2, chains: 16, snapshots: 4, basinChains: 8, basinDuration: 2},
};

const {rows} = describeStudy({id: 'X0', claims, study, tables, summary, figures, parameters});

describe('the forms of the covariance', () => {
  const limits = readRows(tables.limits, rows['limits']);
  const covariances = readRows(tables.covariances, rows['covariances']);

  it('are one, without circulation, where noise is isotropic', () => {
    const [isotropic] = limits.filter(({setting}) => setting === 'isotropic');
    expect(isotropic.circulation).toBeCloseTo(0, 14);
    expect(isotropic.gibbsError).toBeCloseTo(isotropic.continuousError, 12);
    for (const {continuous, gibbs} of covariances.filter((row) => row.setting === 'isotropic')) {
      expect(continuous).toBeCloseTo(gibbs ?? NaN, 14);
    }
  });

  it('come apart where it is not: the continuous one becomes right as η → 0, Gibbs does not', () => {
    const swept = limits.filter(({setting}) => setting.startsWith('anisotropic'));
    expect(swept.map(({learningRate}) => learningRate)).toEqual([0.05, 0.1, 0.2, 0.4]);
    for (const [index, row] of swept.slice(1).entries()) {
      expect(row.continuousError).toBeGreaterThan(1.8 * swept[index].continuousError);
    }
    for (const {gibbsError, circulation} of swept) {
      expect(gibbsError).toBeGreaterThan(0.2);
      expect(circulation).toBeGreaterThan(1e-3);
    }
  });

  it('are none for a regression, whose noise is not the same everywhere', () => {
    const regression = covariances.filter(({setting}) => setting === 'regression');
    expect(regression).toHaveLength(3 * parameters.replicates);
    for (const {continuous, gibbs} of regression) expect([continuous, gibbs]).toEqual([null, null]);
  });
});

it.each(quadraticCases)('chains enough show the exact covariance: $name', (one) => {
  const many = {...parameters, replicates: 2, chains: 1000, snapshots: 5};
  const measured = simulateQuadratic(many, one, 1);
  expect(relative(measured, one.exact(parameters.examples))).toBeLessThan(0.1);
});

it('chains enough show the exact covariance of a regression', () => {
  const {measured, exact} = simulateRegression({...parameters, chains: 1000, snapshots: 5}, 1);
  expect(relative(measured, exact)).toBeLessThan(0.1);
});

it('an equation at rest under anisotropic noise keeps a current, and other odds than Gibbs', () => {
  const [{rest, gibbs, current}] = readRows(tables.basins, rows['basins']);
  expect(current).toBeGreaterThan(1e-3);
  expect(Math.abs(rest - gibbs)).toBeGreaterThan(0.1);
});

it('a relative error is of the Frobenius norm', () => {
  expect(relative(scale(identity(2), 1.5), identity(2))).toBeCloseTo(0.5, 14);
});
