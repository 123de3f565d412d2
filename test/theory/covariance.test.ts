import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {startAt} from '../../src/theory/chains.ts';
import {
  circulation,
  continuousCovariance,
  discreteCovariance,
  gibbsCovariance,
  momentumCovariance,
  type QuadraticSgd,
  regressionCovariance,
  reshuffledCovariance,
  withinBatchFactor,
} from '../../src/theory/covariance.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {type Matrix, scale} from '../../src/theory/linear-algebra.ts';
import {type Sampling, sgdChains} from '../../src/theory/sgd.ts';
import {expectMatrix} from './matrices.ts';

const isotropic: QuadraticSgd = {
  curvature: [
    [4, 1],
    [1, 2],
  ],
  gradientCovariance: [
    [9, 0],
    [0, 9],
  ],
  learningRate: 0.1,
  batchSize: 8,
};
const anisotropic = {
  ...isotropic,
  gradientCovariance: [
    [9, -2],
    [-2, 1],
  ],
};
const oneDimensional = (learningRate: number): QuadraticSgd => ({
  curvature: [[4]],
  gradientCovariance: [[9]],
  learningRate,
  batchSize: 8,
});

describe('closed forms', () => {
  it.each([
    [0.05, 0.1],
    [0.2, 0.4],
    [0.4, 0.8],
  ])(
    'one dimension, η=%d: discrete variance exceeds the continuous one as 1/(1 − ηλ/2)',
    (learningRate, half) => {
      const sgd = oneDimensional(learningRate);
      const ratio = discreteCovariance(sgd)[0][0] / continuousCovariance(sgd)[0][0];
      expect(ratio).toBeCloseTo(1 / (1 - half), 12);
    },
  );

  it('isotropic noise: the continuous covariance is that of the Gibbs law, without circulation', () => {
    expectMatrix(continuousCovariance(isotropic), gibbsCovariance(isotropic), 1e-14);
    expectMatrix([[1, ...circulation(isotropic).flat()]], [[1, 0, 0, 0, 0]], 1e-14);
  });

  it('anisotropic noise: probability circulates, antisymmetrically', () => {
    const [[a, b], [c, d]] = circulation(anisotropic);
    expect(a).toBeCloseTo(0, 14);
    expect(d).toBeCloseTo(0, 14);
    expect(b).toBeCloseTo(-c, 14);
    expect(Math.abs(b)).toBeGreaterThan(1e-3);
  });

  it('heavy ball in one dimension', () => {
    const [eta, mu, lambda] = [0.1, 0.9, 4];
    const exact =
      ((eta * 9) / 8) * ((1 + mu) / (lambda * (1 - mu) * (2 * (1 + mu) - eta * lambda)));
    expect(momentumCovariance(oneDimensional(eta), mu)[0][0]).toBeCloseTo(exact, 12);
    expectMatrix(momentumCovariance(anisotropic, 0), discreteCovariance(anisotropic), 1e-13);
  });

  it('reshuffling: one batch an epoch has no noise; two leave their anticorrelation', () => {
    const sgd = oneDimensional(0.1);
    expect(reshuffledCovariance({...sgd, batchSize: 64}, 64)[0][0]).toBeCloseTo(0, 15);
    // The two batch means are x and −x, so that θ″ = r²θ + η(1 − r)x.
    const r = 1 - 0.4;
    const variance = (9 / 32) * withinBatchFactor(64, 32);
    const exact = ((0.1 * (1 - r)) ** 2 * variance) / (1 - r ** 4);
    expect(reshuffledCovariance({...sgd, batchSize: 32}, 64)[0][0]).toBeCloseTo(exact, 14);
  });

  it('a regression on one feature of ±1 has the noise of a quadratic', () => {
    const regression = {features: [[1], [-1], [1], [-1]], residuals: [2, 2, -2, -2]};
    const sgd = {curvature: [[1]], gradientCovariance: [[4]], learningRate: 0.3, batchSize: 3};
    expectMatrix(regressionCovariance(regression, 0.3, 3), discreteCovariance(sgd), 1e-13);
  });
});

describe('simulation agrees with the exact covariance', () => {
  const chains = 3000;
  const simulate = (sampling: Sampling, momentum: number, batchSize: number): Matrix => {
    const stream = randomStream(5, 'covariance', sampling, momentum);
    const examples = drawExamples(stream, 64, anisotropic.gradientCovariance, 'exponential');
    const run = sgdChains(
      {
        ...anisotropic,
        landscape: quadratic(anisotropic.curvature),
        examples,
        batchSize,
        sampling,
        momentum,
      },
      startAt([[0, 0]], chains),
      stream,
    );
    run.advance(128);
    const draws: Matrix[] = [];
    for (let draw = 0; draw < 10; draw++) {
      run.advance(16);
      draws.push(sampleCovariance(run.positions, 2));
    }
    return draws[0].map((row, i) =>
      row.map((_, j) => draws.reduce((sum, draw) => sum + draw[i][j], 0) / draws.length),
    );
  };
  // 30,000 nearly independent draws: a relative standard error of about 1%.
  it.each<[string, () => Matrix, Matrix]>([
    ['with replacement', () => simulate('with-replacement', 0, 8), discreteCovariance(anisotropic)],
    [
      'different examples within a batch',
      () => simulate('within-batch', 0, 32),
      scale(discreteCovariance({...anisotropic, batchSize: 32}), withinBatchFactor(64, 32)),
    ],
    [
      'reshuffled every epoch',
      () => simulate('reshuffled', 0, 8),
      reshuffledCovariance(anisotropic, 64),
    ],
    [
      'with momentum',
      () => simulate('with-replacement', 0.5, 8),
      momentumCovariance(anisotropic, 0.5),
    ],
  ])('%s', (_, measured, exact) => expectMatrix(measured(), exact, 0.04));
});
