import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {totalVariation} from '../../src/theory/distances.ts';
import {fokkerPlanck, largestCurrent, relaxationRate} from '../../src/theory/fokker-planck.ts';
import {boltzmann, gibbsMasses} from '../../src/theory/gibbs.ts';
import {expectation, type Grid, tabulate} from '../../src/theory/grid.ts';
import {quadratic, softMinimum} from '../../src/theory/landscape.ts';
import {solveLyapunov} from '../../src/theory/lyapunov.ts';
import {add, frobenius, type Matrix} from '../../src/theory/linear-algebra.ts';

const temperature = 0.4;
const line: Grid = {lower: -3, upper: 3, cells: 120};
const wells = softMinimum(
  [
    {centre: [-1], curvature: [[6]], depth: 0},
    {centre: [1], curvature: [[2]], depth: 0.3},
  ],
  0.4,
);
const gaussian = (grid: Grid, mean: number, variance: number) =>
  boltzmann(
    tabulate([grid], ([x]) => (x - mean) ** 2 / 2),
    variance,
  );

describe('one dimension', () => {
  it('stays positive, conserves mass, and comes to rest at Gibbs without current', () => {
    fc.assert(
      fc.property(fc.double({min: 0.01, max: 5, noNaN: true}), fc.nat(119), (step, cell) => {
        const solver = fokkerPlanck({
          grids: [line],
          potential: (point) => wells.value(point),
          diffusion: () => [temperature],
          step,
        });
        const masses = new Float64Array(line.cells);
        masses[cell] = 1;
        solver.advance(masses, 1);
        expect(Math.min(...masses)).toBeGreaterThan(0);
        expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
        solver.advance(masses, Math.ceil(500 / step));
        expect(totalVariation(masses, gibbsMasses(wells, temperature, [line]))).toBeLessThan(1e-9);
        expect(largestCurrent(solver, masses)).toBeLessThan(1e-9);
      }),
      {numRuns: 20},
    );
  });

  const ornsteinUhlenbeckError = (cells: number, steps: number) => {
    const [lambda, time] = [2, 0.5];
    const grid = {lower: -3, upper: 4, cells};
    const solver = fokkerPlanck({
      grids: [grid],
      potential: ([x]) => 0.5 * lambda * x * x,
      diffusion: () => [temperature],
      step: time / steps,
    });
    const masses = gaussian(grid, 1, 0.1);
    solver.advance(masses, steps);
    const decay = Math.exp(-lambda * time);
    const variance = 0.1 * decay ** 2 + (temperature / lambda) * (1 - decay ** 2);
    return totalVariation(masses, gaussian(grid, decay, variance));
  };

  it('follows the Ornstein–Uhlenbeck law with order 2 in space', () => {
    const [coarse, fine] = [100, 200].map((cells) => ornsteinUhlenbeckError(cells, cells ** 2));
    expect(Math.log2(coarse / fine)).toBeGreaterThan(1.9);
    expect(Math.log2(coarse / fine)).toBeLessThan(2.1);
    expect(fine).toBeLessThan(1e-3);
  });

  it('and with order 1 in time', () => {
    const [coarse, fine] = [ornsteinUhlenbeckError(1600, 20), ornsteinUhlenbeckError(1600, 40)];
    expect(Math.log2(coarse / fine)).toBeGreaterThan(0.9);
    expect(Math.log2(coarse / fine)).toBeLessThan(1.1);
  });

  it('relaxes a quadratic at the rate λ', () => {
    const grid = {lower: -3, upper: 3, cells: 600};
    const solver = fokkerPlanck({
      grids: [grid],
      potential: ([x]) => x * x,
      diffusion: () => [temperature],
      step: 0.5,
    });
    const gibbs = gaussian(grid, 0, temperature / 2);
    const disturbance = gaussian(grid, 0.5, temperature / 2).map((mass, i) => mass - gibbs[i]);
    const relaxation = relaxationRate(solver, disturbance);
    expect(relaxation.converged).toBe(true);
    expect(relaxation.rate).toBeCloseTo(2, 3);
  });

  it('finds the slowest rate however long it iterates', () => {
    const grid = {lower: -3, upper: 3, cells: 200};
    const solver = fokkerPlanck({
      grids: [grid],
      potential: ([x]) => x * x,
      diffusion: () => [temperature],
      step: 5,
    });
    const gibbs = gaussian(grid, 0, temperature / 2);
    const disturbance = gaussian(grid, 0.5, temperature / 2).map((mass, i) => mass - gibbs[i]);
    const relaxation = relaxationRate(solver, disturbance, {tolerance: 0, limit: 500});
    expect(relaxation.converged).toBe(false);
    expect(relaxation.rate).toBeCloseTo(2, 1);
  });

  it('has the Itô stationary law where the noise depends on θ: exp(−∫L′/D)/D, without current', () => {
    // D = T(1 + x²) and L = ½·2T·x²: exp(−∫2Tx/(T(1+x²)))/D ∝ (1 + x²)⁻².
    const grid = {lower: -6, upper: 6, cells: 1200};
    const solver = fokkerPlanck({
      grids: [grid],
      potential: ([x]) => temperature * x * x,
      diffusion: ([x]) => [temperature * (1 + x * x)],
      step: 2,
    });
    const masses = gaussian(grid, 1, 0.3);
    solver.advance(masses, 200);
    const exact = boltzmann(
      tabulate([grid], ([x]) => 2 * Math.log1p(x * x)),
      1,
    );
    expect(totalVariation(masses, exact)).toBeLessThan(1e-4);
    expect(largestCurrent(solver, masses)).toBeLessThan(1e-10);
  });
});

describe('two dimensions', () => {
  const plane = [
    {lower: -3, upper: 3, cells: 60},
    {lower: -3, upper: 3, cells: 60},
  ];
  const curvature: Matrix = [
    [2, 0.8],
    [0.8, 1],
  ];
  const bowl = quadratic(curvature);
  const relaxed = (diffusion: readonly number[], step: number, grids = plane) => {
    const solver = fokkerPlanck({
      grids,
      potential: (point) => bowl.value(point),
      diffusion: () => diffusion,
      step,
    });
    const masses = gibbsMasses(
      quadratic([
        [3, 0],
        [0, 3],
      ]),
      1,
      grids,
    );
    solver.advance(masses, Math.ceil(30 / step));
    return {solver, masses};
  };

  it('isotropic noise: at rest at Gibbs, whatever the step', () => {
    const {solver, masses} = relaxed([temperature, temperature], 0.2);
    expect(totalVariation(masses, gibbsMasses(bowl, temperature, plane))).toBeLessThan(1e-10);
    expect(largestCurrent(solver, masses)).toBeLessThan(1e-10);
    expect(Math.min(...masses)).toBeGreaterThan(0);
  });

  it('anisotropic noise: Lyapunov covariance with order 2, and a current that does not vanish', () => {
    const exact = solveLyapunov(curvature, [
      [0.4, 0],
      [0, 1.4],
    ]);
    const errors = [50, 100].map((cells) => {
      const grids = plane.map(() => ({lower: -5, upper: 5, cells}));
      const {solver, masses} = relaxed([0.2, 0.7], 50 / cells ** 2, grids);
      expect(largestCurrent(solver, masses) * cells).toBeGreaterThan(0.01);
      const moments = [0, 1].map((i) =>
        [0, 1].map((j) =>
          expectation(
            masses,
            tabulate(grids, (point) => point[i] * point[j]),
          ),
        ),
      );
      return frobenius(add(moments, exact, -1)) / frobenius(exact);
    });
    expect(errors[1]).toBeLessThan(0.01);
    expect(Math.log2(errors[0] / errors[1])).toBeGreaterThan(1.7);
  });
});

it('refuses masses of another grid', () => {
  const solver = fokkerPlanck({
    grids: [line],
    potential: () => 0,
    diffusion: () => [1],
    step: 1,
  });
  expect(() => solver.advance(new Float64Array(3), 1)).toThrow(/3 masses, 120 cells/);
});
