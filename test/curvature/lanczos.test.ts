import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {krylovSteps, lanczos, lanczosSteps} from '../../src/curvature/lanczos.ts';
import {alone, together} from '../../src/curvature/operator.ts';
import {dot, gaussian, norm, scale} from '../../src/curvature/vectors.ts';
import {networkLike, withSpectrum} from './quadratics.ts';

const options = {largest: 3, smallest: 1, tolerance: 1e-4, maxIterations: 80};

describe('lanczos', () => {
  it('finds both ends of a network-like spectrum, far from forming it', () => {
    const spectrum = networkLike(400);
    const operator = withSpectrum(spectrum, 1);
    const extremes = lanczos(operator, randomStream(1), options);
    const sorted = spectrum.toSorted((a, b) => b - a);
    expect(extremes.converged).toBe(true);
    expect(operator.products()).toBeLessThan(40);
    extremes.largest.forEach((ritz, index) => {
      expect(Math.abs(ritz.value - sorted[index])).toBeLessThan(4e-3);
    });
    expect(extremes.smallest[0].value).toBeCloseTo(sorted.at(-1) ?? NaN, 2);
  });

  it('tells a large negative end from the largest eigenvalue', () => {
    const operator = withSpectrum([-50, 3, 2, 1, ...Array<number>(60).fill(0.1)], 2);
    const extremes = lanczos(operator, randomStream(2), options);
    expect(extremes.largest[0].value).toBeCloseTo(3, 3);
    expect(extremes.smallest[0].value).toBeCloseTo(-50, 2);
  });

  it('ends with exact values when the space is exhausted', () => {
    const operator = withSpectrum([5, ...Array<number>(99).fill(1)], 3);
    const extremes = lanczos(operator, randomStream(3), {...options, largest: 2});
    expect(extremes.iterations).toBeLessThanOrEqual(4);
    expect(extremes.converged).toBe(true);
    expect(extremes.largest[0].value).toBeCloseTo(5, 4);
  });

  it('says so when it stopped before converging', () => {
    const operator = withSpectrum(
      Array.from({length: 300}, (_, i) => i / 300),
      4,
    );
    const extremes = lanczos(operator, randomStream(4), {...options, maxIterations: 6});
    expect(extremes.converged).toBe(false);
    expect(extremes.iterations).toBe(6);
    expect(extremes.largest[0].residual).toBeGreaterThan(1e-4);
  });

  it('bounds the distance to the nearest eigenvalue by the residual', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: 8, maxLength: 60}),
        fc.integer({min: 2, max: 12}),
        (spectrum, maxIterations) => {
          const extremes = lanczos(withSpectrum(spectrum, 5), randomStream(5), {
            ...options,
            maxIterations,
          });
          for (const {value, residual} of [...extremes.largest, ...extremes.smallest]) {
            const distance = Math.min(...spectrum.map((lambda) => Math.abs(lambda - value)));
            expect(distance).toBeLessThanOrEqual(residual + 1e-5 * 10);
          }
        },
      ),
      {numRuns: 60},
    );
  });
});

describe('krylovSteps', () => {
  it('keeps its basis orthonormal and reconstructs the operator on it', () => {
    const operator = withSpectrum(networkLike(200), 6);
    const direction = gaussian(200, randomStream(6));
    scale(direction, 1 / norm(direction));
    const {basis, alpha, beta} = alone(operator, krylovSteps(direction, 40));
    expect(basis).toHaveLength(40);
    basis.forEach((a, i) => {
      basis.forEach((b, j) => {
        expect(Math.abs(dot(a, b) - (i === j ? 1 : 0))).toBeLessThan(2e-6);
      });
    });
    basis.forEach((q, j) => {
      const image = operator.apply(q);
      expect(dot(q, image)).toBeCloseTo(alpha[j], 3);
      const square = alpha[j] ** 2 + beta[j] ** 2 + (j > 0 ? beta[j - 1] ** 2 : 0);
      expect(norm(image)).toBeCloseTo(Math.sqrt(square), 3);
    });
  });
});

describe('algorithms that run side by side', () => {
  it('find what each finds alone, and share their products as long as both go on', () => {
    const operator = withSpectrum(networkLike(200), 7);
    const tight = {...options, tolerance: 1e-6};
    const steps = (choice: typeof options) => lanczosSteps(200, randomStream(7), choice);
    const sizes: number[] = [];
    const counted = {
      ...operator,
      applyAll: (vectors: readonly Float32Array[]) => {
        sizes.push(vectors.length);
        return vectors.map((vector) => operator.apply(vector));
      },
    };
    const both = together(counted, [steps(tight), steps(options)]);
    expect(both).toEqual([alone(operator, steps(tight)), alone(operator, steps(options))]);
    const [long, short] = both.map(({iterations}) => iterations);
    expect(long).toBeGreaterThan(short);
    expect(sizes).toEqual([
      ...new Array<number>(short).fill(2),
      ...new Array<number>(long - short).fill(1),
    ]);
  });
});
