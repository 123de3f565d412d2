import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t6/claims.ts';
import figures from '../../experiments/t6/figures.ts';
import study from '../../experiments/t6/study.ts';
import summary from '../../experiments/t6/summary.ts';
import {tables} from '../../experiments/t6/tables.ts';
import {contours, identities} from '../../experiments/t6/family.ts';
import {randomStream} from '../../src/compute/random.ts';
import {scaleFamily, sharpnessOf} from '../../src/theory/scale-family.ts';
import {describeStudy, readRows, runStudy} from './studies.ts';

const parameters = {learningRates: [0.02, 0.01], replicates: 2};

const {rows, irregular} = describeStudy({
  id: 'T6',
  claims,
  study,
  tables,
  summary,
  figures,
  parameters,
});

describe('gradient descent', () => {
  it('ends where conservation says, as sharp as a² + a⁻²', () => {
    for (const {end, predicted, sharpness} of readRows(tables.ends, rows['ends'])) {
      expect(end / predicted).toBeCloseTo(1, 1);
      expect(sharpness).toBeCloseTo(sharpnessOf(end), 6);
    }
    expect(irregular).toEqual([]);
  });

  it('starts and ends its path where it says', () => {
    const ends = readRows(tables.ends, rows['ends']).filter((row) => row.learningRate === 0.01);
    const paths = readRows(tables.paths, rows['paths']);
    for (const {replicate, startFirst, startSecond, end} of ends) {
      const own = paths.filter((point) => point.replicate === replicate);
      expect(own[0]).toMatchObject({step: 0, first: startFirst, second: startSecond});
      expect(own[own.length - 1].first).toBe(end);
    }
  });

  it('tells of a start from which it does not arrive', () => {
    const diverging = runStudy(study, {learningRates: [0.02, 5], replicates: 2});
    expect(diverging.irregular.length).toBeGreaterThan(0);
    for (const {outcome, detail} of diverging.irregular) {
      expect(outcome).toBe('not converged');
      expect(detail).toMatch(/η = 5: \|∇L\| = /);
    }
  });
});

it('the identities hold to the error of the differences', () => {
  for (const replicate of [1, 2, 3]) {
    const {hessian, sharpness, loss} = identities(randomStream(1, replicate));
    expect(hessian).toBeLessThan(1e-5);
    expect(sharpness).toBeLessThan(1e-5);
    expect(loss).toBeLessThan(1e-12);
  }
});

it('contours are lines of equal loss', () => {
  for (const {loss, first, second} of contours()) {
    expect(scaleFamily.value([first, second])).toBeCloseTo(loss, 10);
  }
});
