import {describe, expect, it} from 'vitest';
import {logAxis} from '../../src/report/charts/log-axis.ts';

describe('a logarithmic axis', () => {
  it.each([
    ['a part of a percent', [1.001, 1.004]],
    ['a fifth', [0.5, 0.6]],
    ['a half', [2.1, 3.2]],
    ['a factor of four', [1.1, 4.9]],
    ['just above a decade', [0.9, 12]],
    ['just above two decades', [0.02, 2.5]],
    ['twelve decades', [1e-12, 1]],
    ['one value', [0.37]],
  ])('has at least three labels over %s', (_, values) => {
    const {axis, scale} = logAxis(values, 'x');
    const [from, to] = scale.domain;
    const seen = axis.values.filter((value) => from <= value && value <= to);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.length).toBeLessThanOrEqual(15);
  });

  it('leaves room between the outermost marks and its ends', () => {
    const {scale} = logAxis([1, 100], 'x');
    expect(scale.domain[0]).toBeLessThan(0.9);
    expect(scale.domain[1]).toBeGreaterThan(110);
  });

  it('labels what is small by powers of ten', () => {
    expect(logAxis([1e-6, 1e-4], 'x').axis.labelExpr).toContain('10⁻⁵');
  });
});
