import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t4/claims.ts';
import figures from '../../experiments/t4/figures.ts';
import study from '../../experiments/t4/study.ts';
import summary from '../../experiments/t4/summary.ts';
import {tables} from '../../experiments/t4/tables.ts';
import {breakdown, casesOf, predictedShift} from '../../experiments/t4/rescaling.ts';
import {describeStudy, readRows, runStudy} from './studies.ts';

const parameters = {
  ...{learningRate: 0.02, batchSize: 1, gradientVariance: 50, factors: [1, 2, 4, 8, 16]},
  ...{kept: 2, examples: 64, fewExamples: 16, replicates: 2, chains: 16, duration: 4},
};

describeStudy({id: 'T4', claims, study, tables, summary, figures, parameters});

describe('what T4 predicts', () => {
  const [sharp, flat, small] = casesOf(parameters);

  it('is 1/(1 − ηλ/2) of the variance of the SDE, on either quadratic', () => {
    for (const c of [1, 4, 8]) {
      const rate = 0.02 * c;
      expect(predictedShift(parameters, sharp, c)).toBeCloseTo(-Math.log(1 - 4 * rate), 12);
      expect(predictedShift(parameters, flat, c)).toBeCloseTo(-Math.log(1 - rate / 2), 12);
    }
  });

  it('is less by (N − S)/(N − 1) where a batch has no example twice', () => {
    const rate = 0.08;
    expect(predictedShift(parameters, small, 4)).toBeCloseTo(
      Math.log(12 / 15) - Math.log(1 - rate / 2),
      12,
    );
  });

  it('is nothing where SGD is unstable, or a batch is the whole set', () => {
    expect(predictedShift(parameters, sharp, 12.5)).toBeNull();
    expect(predictedShift(parameters, small, 16)).toBeNull();
  });
});

describe('the breakdown', () => {
  it('is where a line between two factors passes a tenth, either way', () => {
    expect(breakdown([1, 2, 4], [0, 0.05, 0.25])).toBeCloseTo(2.5, 12);
    expect(breakdown([1, 2, 4], [0, -0.2, 0])).toBeCloseTo(1.5, 12);
  });

  it('is where the chains run away at the latest, and nowhere when nothing breaks', () => {
    expect(breakdown([1, 2, 4], [0, 0.05, null])).toBe(4);
    expect(breakdown([1, 2, 4], [null, 0.05, 0])).toBe(1);
    expect(breakdown([1, 2, 4], [0, 0.05, 0.09])).toBeNull();
  });
});

it('the variance that is predicted stands beside the one that was measured', () => {
  const {rows} = runStudy(study, {...parameters, chains: 400, duration: 20});
  const variance = readRows(tables.variance, rows['variance']);
  for (const {shift, predicted} of variance) {
    if (shift === null || predicted === null) expect(shift).toBe(predicted);
    else expect(Math.abs(shift - predicted)).toBeLessThan(0.15);
  }
  // A batch of all 16 examples has no noise.
  expect(variance.filter(({setting, factor}) => setting.includes('small') && factor >= 16)).toEqual(
    [],
  );
});

it('factors without 1 or the one that is kept, or where nothing breaks, are refused', () => {
  expect(() => runStudy(study, {...parameters, kept: 3})).toThrow(/lack 1 or kept = 3/);
  expect(() =>
    runStudy(study, {...parameters, learningRate: 1e-4, fewExamples: 4096, factors: [1, 2, 3]}),
  ).toThrow(/T4: nothing breaks up to c = 3/);
});
