import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t5/claims.ts';
import figures from '../../experiments/t5/figures.ts';
import study from '../../experiments/t5/study.ts';
import summary from '../../experiments/t5/summary.ts';
import {tables} from '../../experiments/t5/tables.ts';
import {bentVolume, randomMap, slowest} from '../../experiments/t5/maps.ts';
import {randomStream} from '../../src/compute/random.ts';
import {multiply, symmetricEigenvalues, transpose} from '../../src/theory/linear-algebra.ts';
import {describeStudy, readRows} from './studies.ts';

const parameters = {
  ...{learningRate: 0.02, batchSize: 1, gradientVariance: 60, stretch: 1.2, examples: 16},
  ...{replicates: 2, chains: 8, duration: 1},
};

const {rows} = describeStudy({id: 'T5', claims, study, tables, summary, figures, parameters});

it('the formula is the same in φ; every determinant is (det M)² times as large', () => {
  for (const row of readRows(tables.maps, rows['maps'])) {
    expect(row.formulaAfter).toBeCloseTo(row.formulaBefore, 8);
    expect(row.detSharp).toBeCloseTo(row.determinant ** 2, 8);
    expect(row.detWide).toBeCloseTo(row.determinant ** 2, 8);
  }
  const [straight, ...bent] = readRows(tables.bends, rows['bends']);
  expect(straight.formulaAfter).toBe(straight.formulaBefore);
  for (const {formulaAfter, formulaBefore} of bent) expect(formulaAfter).not.toBe(formulaBefore);
});

describe('a random map', () => {
  const map = randomMap(randomStream(3, 'map'), 1.5);
  const singular = symmetricEigenvalues(multiply(transpose(map), map)).map(Math.sqrt);

  it('stretches by no more than it may', () => {
    expect(Math.min(...singular)).toBeGreaterThanOrEqual(1 / 1.5);
    expect(Math.max(...singular)).toBeLessThanOrEqual(1.5);
  });

  it('is slowest along its smaller singular value', () => {
    expect(slowest(map)).toBeCloseTo(singular[0], 10);
    expect(
      slowest([
        [0.5, 0],
        [0, 2],
      ]),
    ).toBeCloseTo(0.5, 12);
  });
});

it('a bend changes volumes by 1 + bφ² on every axis', () => {
  // θ = φ + φ³/3 is 4/3 at φ = 1.
  expect(bentVolume(1, [4 / 3])).toBeCloseTo(2, 12);
  expect(bentVolume(1, [4 / 3, -4 / 3])).toBeCloseTo(4, 12);
  expect(bentVolume(0, [0.7, 3])).toBe(1);
});
