import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t1/claims.ts';
import figures from '../../experiments/t1/figures.ts';
import {scalesOf} from '../../experiments/t1/simulate.ts';
import study from '../../experiments/t1/study.ts';
import summary from '../../experiments/t1/summary.ts';
import {tables} from '../../experiments/t1/tables.ts';
import {gibbsTarget} from '../../src/theory/gibbs-target.ts';
import {describeStudy, readRows, runStudy} from './studies.ts';

const parameters = {
  ...{noises: [0.01, 0.02], learningRates: [0.04, 0.08], gradientVariance: 108},
  ...{limitBatchSizes: [1, 4], examples: 16, replicates: 2, chains: 8, duration: 3},
};

const {rows} = describeStudy({id: 'T1', claims, study, tables, summary, figures, parameters});

describe('what T1 compares with', () => {
  it('has T = nσ²/2 at every n', () => {
    for (const {noise, temperature} of readRows(tables.scales, rows['scales'])) {
      expect(temperature).toBeCloseTo(54 * noise, 12);
    }
  });

  it('has a law whose distance to Gibbs is proportional to η', () => {
    const target = gibbsTarget(0.5);
    const [slow, fast] = scalesOf({...parameters, learningRates: [0.001, 0.002]}, target, 0.01, 1);
    expect(fast.predicted / slow.predicted).toBeGreaterThan(1.9);
    expect(fast.predicted / slow.predicted).toBeLessThan(2.2);
  });

  it('has a sampling error that falls with the root of the number of draws', () => {
    const target = gibbsTarget(0.5);
    const [few, many] = [1, 16].map((times) => {
      const own = {...parameters, learningRates: [0.1], duration: 100 * times};
      return scalesOf(own, target, 0.01, 1)[0].floor;
    });
    expect(few / many).toBeGreaterThan(2.5);
    expect(few / many).toBeLessThan(6);
  });

  it('has densities that integrate to 1, peaked where the loss is least', () => {
    const densities = readRows(tables.densities, rows['densities']).filter(
      ({noise}) => noise === 0.01,
    );
    const integral = (of: (row: (typeof densities)[number]) => number) =>
      densities.reduce((sum, row) => sum + 0.08 * of(row), 0);
    expect(integral(({gibbs}) => gibbs)).toBeCloseTo(1, 12);
    expect(integral(({simulated}) => simulated)).toBeCloseTo(1, 12);
    const peak = densities.reduce((high, row) => (row.gibbs > high.gibbs ? row : high));
    expect(Math.min(...densities.map(({loss}) => loss))).toBe(peak.loss);
    expect(peak.theta).toBeCloseTo(-1, 1);
  });

  it('keeps nσ² where the batch grows', () => {
    const limit = readRows(tables.limit, rows['limit']);
    for (const {batchSize, gradientVariance} of limit) {
      // At the second η; the middle n of two is the second.
      expect((0.08 / batchSize) * gradientVariance).toBeCloseTo(0.02 * 108, 12);
    }
  });
});

it('an η that is no multiple of n is refused', () => {
  expect(() => runStudy(study, {...parameters, noises: [0.01, 0.03]})).toThrow(
    /T1: η = 0.04 is no multiple of n = 0.03/,
  );
});
