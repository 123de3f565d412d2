import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {hutchinson} from '../../src/curvature/hutchinson.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import {networkLike, withSpectrum} from './quadratics.ts';

const spectrum = networkLike(300);
const trace = spectrum.reduce((sum, lambda) => sum + lambda, 0);
const frobenius = Math.hypot(...spectrum);

const repeat = (deflate: boolean, probes: number, times: number) =>
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
    return hutchinson(operator, randomStream(seed, 'probes'), krylov, probes);
  });

describe.each([
  ['plain', false],
  ['deflated', true],
])('hutchinson, %s', (_, deflate) => {
  const estimates = repeat(deflate, 12, 200);

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

describe('hutchinson', () => {
  it('has a third of the error, so needs a ninth of the probes, once the outliers are taken out', () => {
    const spread = (deflate: boolean) =>
      repeat(deflate, 8, 40).reduce((sum, {frobenius: {standardError}}) => sum + standardError, 0);
    expect(spread(true)).toBeLessThan(spread(false) / 3);
  });
});
