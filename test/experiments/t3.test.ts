import {describe, expect, it} from 'vitest';
import {claims} from '../../experiments/t3/claims.ts';
import figures from '../../experiments/t3/figures.ts';
import study from '../../experiments/t3/study.ts';
import summary from '../../experiments/t3/summary.ts';
import {tables} from '../../experiments/t3/tables.ts';
import {
  crossingOf,
  curveOf,
  kramersAtZero,
  predict,
  rateErrors,
  settings,
  tradeOff,
} from '../../experiments/t3/basins.ts';
import {crossingNoise} from '../../src/theory/basins.ts';
import {describeStudy, readRows} from './studies.ts';

const parameters = {
  ...{learningRate: 0.04, batchSizes: [1, 2, 3], gradientVariance: 60},
  ...{examples: 16, replicates: 2, chains: 16, duration: 5},
};

const {rows} = describeStudy({id: 'T3', claims, study, tables, summary, figures, parameters});

describe('what T3 reads off a simulation', () => {
  const [line] = settings;
  const noises = [0.004, 0.005, 0.008];
  const predictions = noises.map((noise) => predict(line, noise, 100));
  const seen = {
    wideShare: 0.5,
    wideShareOf: [0.5, 0.5] as const,
    looks: 100,
    passages: 10,
    batchSize: 1,
  };
  const rates = predictions.map(({passageFromSharp, passageFromWide, noise}) => ({
    ...seen,
    logOdds: 2 - 0.012 / noise,
    rateFromSharp: passageFromSharp,
    rateFromWide: passageFromWide,
  }));

  it('finds the n of equal odds of log-odds that are linear in 1/n', () => {
    expect(crossingOf(predictions, rates)).toBeCloseTo(0.006, 12);
  });

  it('finds the slope of log-odds that are linear in log n', () => {
    const logs = rates.map((one, i) => ({...one, logOdds: 3 * Math.log(noises[i]) - 1}));
    expect(tradeOff(predictions, logs)).toBeCloseTo(3, 12);
  });

  it('finds no error in the rates of the Fokker–Planck equation', () => {
    for (const [i, prediction] of predictions.entries()) {
      expect(rateErrors(prediction, rates[i])).toEqual([0, 0]);
    }
  });

  it('takes rates that near Kramers’ as T → 0 to just that', () => {
    const nearing = predictions.map(({kramersFromSharp, kramersFromWide, temperature}, i) => ({
      ...rates[i],
      rateFromSharp: kramersFromSharp * Math.exp(-0.7 * temperature),
      rateFromWide: kramersFromWide * Math.exp(-0.7 * temperature),
    }));
    expect(kramersAtZero(predictions, nearing)).toBeCloseTo(0, 12);
  });

  it.each(settings)('has odds of 1 at the crossing that is predicted $name', (setting) => {
    const {wide, sharp} = setting.basins;
    const curve = curveOf(setting, 60);
    expect(curve).toHaveLength(41);
    expect(curve[20].noise).toBeCloseTo(crossingNoise(wide, sharp, 60), 12);
    expect(curve[20].laplace).toBeCloseTo(0, 12);
    expect(curve[40].noise / curve[0].noise).toBeCloseTo(16, 10);
    // The formula is an asymptote for T → 0.
    expect(Math.abs(curve[0].gibbs - curve[0].laplace)).toBeLessThan(
      Math.abs(curve[20].gibbs - curve[20].laplace),
    );
  });
});

it('odds that do not depend on n have no crossing', () => {
  for (const {found, predicted} of readRows(tables.crossing, rows['crossing'])) {
    expect(found === null || Number.isFinite(found)).toBe(true);
    expect(predicted).toBeGreaterThan(0);
  }
});
