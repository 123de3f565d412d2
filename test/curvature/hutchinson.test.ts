import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {hutchinson, type HutchinsonOptions} from '../../src/curvature/hutchinson.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import {studentQuantile} from '../../src/stats/student.ts';
import {networkLike, withSpectrum} from './quadratics.ts';

const spectrum = networkLike(300);
const trace = spectrum.reduce((sum, lambda) => sum + lambda, 0);
const frobenius = Math.hypot(...spectrum);
const fixed = (probes: number) => ({precision: 0, minProbes: probes, maxProbes: probes});

const repeat = (deflate: boolean, options: HutchinsonOptions, times: number) =>
  Array.from({length: times}, (_, seed) => {
    const operator = withSpectrum(spectrum, 1);
    const krylov = deflate
      ? lanczos(operator, randomStream(seed, 'start'), {
          largest: 2,
          smallest: 0,
          tolerance: 1e-2,
          maxIterations: 20,
        }).krylov
      : undefined;
    return hutchinson(operator, randomStream(seed, 'probes'), krylov, options);
  });

describe.each([
  ['plain', false],
  ['deflated', true],
])('hutchinson, %s', (_, deflate) => {
  const estimates = repeat(deflate, fixed(12), 200);

  it.each([
    ['trace', trace],
    ['frobenius', frobenius],
  ] as const)('is unbiased for %s', (quantity, truth) => {
    // The square root bends ‖H‖_F² by a bias of second order, far below the error of one estimate.
    const values = estimates.map((estimate) =>
      quantity === 'frobenius' ? estimate.frobenius.value ** 2 : estimate.trace.value,
    );
    const expected = quantity === 'frobenius' ? truth ** 2 : truth;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    );
    expect(Math.abs(mean - expected)).toBeLessThan((3.5 * deviation) / Math.sqrt(values.length));
  });

  it.each([
    ['trace', trace],
    ['frobenius', frobenius],
  ] as const)(
    'states an honest error for %s, covering the truth as often as it says',
    (quantity, truth) => {
      const inside = estimates.filter(
        ({[quantity]: {value, standardError}}) => Math.abs(value - truth) <= 2.2 * standardError,
      ).length;
      // t with 11 degrees of freedom covers 95% within 2.2 σ. 200 repetitions: three binomial σ are 4.6%.
      expect(inside / estimates.length).toBeGreaterThan(0.9);
    },
  );
});

describe.each([
  [0.08, 24],
  [0.03, 60],
])('hutchinson that stops at a relative error of %f or %i probes', (precision, maxProbes) => {
  const estimates = repeat(true, {precision, minProbes: 4, maxProbes}, 300);

  it.each([
    ['trace', trace],
    ['frobenius', frobenius],
  ] as const)('states an error for %s that Student’s t makes an interval of', (quantity, truth) => {
    const inside = estimates.filter(({[quantity]: {value, standardError}, probes}) => {
      return Math.abs(value - truth) <= studentQuantile(0.975, probes - 1) * standardError;
    });
    // Of a nominal 95%. To stop when the error looks small picks runs that understate it: that costs
    // up to 5%. 300 repetitions: three binomial standard deviations are 4%.
    expect(inside.length / estimates.length).toBeGreaterThan(0.86);
  });
});

describe('hutchinson', () => {
  it('has a third of the error, so needs a ninth of the probes, once the outliers are taken out', () => {
    const spread = (deflate: boolean) =>
      repeat(deflate, fixed(8), 40).reduce(
        (sum, {frobenius: {standardError}}) => sum + standardError,
        0,
      );
    expect(spread(true)).toBeLessThan(spread(false) / 3);
  });

  it('stops at the precision asked for, and says when it could not', () => {
    const operator = withSpectrum(spectrum, 1);
    const reached = hutchinson(operator, randomStream(1), undefined, {
      precision: 0.2,
      minProbes: 4,
      maxProbes: 500,
    });
    expect(reached.converged).toBe(true);
    expect(reached.probes).toBeLessThan(500);
    const stopped = hutchinson(operator, randomStream(1), undefined, {
      precision: 1e-4,
      minProbes: 4,
      maxProbes: 10,
    });
    expect(stopped).toMatchObject({converged: false, probes: 10});
  });
});
