import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {smoothDensity, spectralMeasure} from '../../src/curvature/density.ts';
import {networkLike, withSpectrum} from './quadratics.ts';

describe('spectralMeasure', () => {
  const spectrum = networkLike(300);
  const measure = spectralMeasure(withSpectrum(spectrum, 1), randomStream(1), {
    probes: 40,
    steps: 30,
  });
  const moment = (power: number) =>
    measure.nodes.reduce((sum, node, index) => sum + measure.weights[index] * node ** power, 0);

  it('has total mass one', () => {
    expect(moment(0)).toBeCloseTo(1, 10);
  });

  it.each([1, 2, 3])(
    'has the moment of order %i of the spectrum, within sampling error',
    (power) => {
      const truth = spectrum.reduce((sum, lambda) => sum + lambda ** power, 0) / spectrum.length;
      const second =
        spectrum.reduce((sum, lambda) => sum + lambda ** (2 * power), 0) / spectrum.length;
      const standardError = Math.sqrt((2 * second) / spectrum.length / 40);
      expect(Math.abs(moment(power) - truth)).toBeLessThan(4 * standardError);
    },
  );

  it('integrates to one when smoothed', () => {
    const grid = Array.from({length: 2001}, (_, i) => -20 + i * 0.04);
    const mass = smoothDensity(measure, grid, 0.3).reduce((sum, height) => sum + height * 0.04, 0);
    expect(mass).toBeCloseTo(1, 3);
  });
});
