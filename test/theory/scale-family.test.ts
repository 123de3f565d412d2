import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {multiply, symmetricEigenvalues} from '../../src/theory/linear-algebra.ts';
import {
  conserved,
  descend,
  memberOf,
  scaleFamily,
  sharpnessOf,
} from '../../src/theory/scale-family.ts';
import {expectMatrix} from './matrices.ts';

const coordinate = fc.double({min: 0.2, max: 3, noNaN: true});

it('keeps the function and changes the Hessian to D·H·D', () => {
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, (u, v, alpha) => {
      expect(scaleFamily.value([alpha * u, v / alpha])).toBeCloseTo(scaleFamily.value([u, v]), 10);
      const d = [
        [1 / alpha, 0],
        [0, alpha],
      ];
      const there = scaleFamily.hessian([alpha * u, v / alpha]);
      expectMatrix(there, multiply(multiply(d, scaleFamily.hessian([u, v])), d), 1e-12);
    }),
  );
});

it('is as sharp as a² + a⁻² at (a, 1/a), and flat along the family', () => {
  fc.assert(
    fc.property(coordinate, (a) => {
      const [flat, sharp] = symmetricEigenvalues(scaleFamily.hessian([a, 1 / a]));
      expect(sharp).toBeCloseTo(sharpnessOf(a), 10);
      expect(flat).toBeCloseTo(0, 10);
      expect(memberOf([a, 1 / a])).toBeCloseTo(a, 10);
    }),
  );
});

it('gradient descent conserves w₁² − w₂² to first order in η, and so ends in one member', () => {
  const start = [1.8, 0.2] as const;
  const drift = (learningRate: number) => {
    const {path, converged} = descend(start, learningRate);
    expect(converged).toBe(true);
    return Math.abs(conserved(path[path.length - 1]) - conserved(start));
  };
  expect(drift(0.02) / drift(0.01)).toBeCloseTo(2, 1);
  const {path} = descend(start, 1e-3);
  expect(path[path.length - 1][0]).toBeCloseTo(memberOf(start), 3);
});

it('says when it did not arrive', () => {
  const {converged, steps, path} = descend([1.8, 0.2], 0.01, {limit: 10, stride: 4});
  expect({converged, steps, points: path.length}).toEqual({converged: false, steps: 10, points: 4});
});
