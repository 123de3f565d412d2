import {describe, expect, it} from 'vitest';
import {
  criticalPoint,
  crossingNoise,
  kramersRate,
  laplaceLogOdds,
  meanFirstPassage,
} from '../../src/theory/basins.ts';
import {fokkerPlanck, relaxationRate} from '../../src/theory/fokker-planck.ts';
import {gibbsMasses, temperatureOf} from '../../src/theory/gibbs.ts';
import {centres, expectation, tabulate} from '../../src/theory/grid.ts';
import {quadratic, reparametrized, softMinimum} from '../../src/theory/landscape.ts';
import {determinant} from '../../src/theory/linear-algebra.ts';
import oracles from './fixtures/oracles.json' with {type: 'json'};

const grid = {lower: -4, upper: 4, cells: 2000};
const symmetric = softMinimum(
  [
    {centre: [-1], curvature: [[4]], depth: 0},
    {centre: [1], curvature: [[4]], depth: 0},
  ],
  0.8,
);
/** Sharp and deep B on the left, wide and shallow A on the right. */
const traded = softMinimum(
  [
    {centre: [-1], curvature: [[12]], depth: 0},
    {centre: [1.5], curvature: [[2]], depth: 0.3},
  ],
  0.2,
);

describe('two equal wells', () => {
  const [left, top, right] = [-1, 0.05, 1].map((start) => criticalPoint(symmetric, [start]));

  it('are found, with the saddle between them', () => {
    expect([left, top, right].map(({converged}) => converged)).toEqual([true, true, true]);
    expect(top.point[0]).toBeCloseTo(0, 10);
    expect(top.determinant).toBeCloseTo(4 - 16 / 0.8, 10);
    expect(top.value).toBeCloseTo(2 - 0.8 * Math.log(2), 10);
  });

  it('are equally likely at every temperature', () => {
    expect(laplaceLogOdds(left, right, 0.3)).toBeCloseTo(0, 10);
    const masses = gibbsMasses(symmetric, 0.3, [grid]);
    expect(
      expectation(
        masses,
        tabulate([grid], ([x]) => Number(x > 0)),
      ),
    ).toBeCloseTo(0.5, 12);
  });

  it('are left at the rate of Kramers as T → 0', () => {
    const ratio = (temperature: number) =>
      kramersRate(left, top, temperature) *
      meanFirstPassage(symmetric, temperature, left.point[0], right.point[0], grid);
    const [warm, cold] = [ratio(0.2), ratio(0.1)];
    expect(Math.abs(cold - 1)).toBeLessThan(0.06);
    expect((warm - 1) / (cold - 1)).toBeGreaterThan(1.6);
  });

  it('relax at twice the escape rate, as the Fokker–Planck equation has it', () => {
    const temperature = 0.15;
    const fine = {lower: -2.5, upper: 2.5, cells: 1000};
    const solver = fokkerPlanck({
      grids: [fine],
      potential: (point) => symmetric.value(point),
      diffusion: () => [temperature],
      step: 50,
    });
    const gibbs = gibbsMasses(symmetric, temperature, [fine]);
    const points = centres(fine);
    const {rate} = relaxationRate(
      solver,
      gibbs.map((mass, cell) => mass * Math.sign(points[cell])),
    );
    const passage = meanFirstPassage(symmetric, temperature, -1, 1, grid);
    expect((rate * passage) / 2).toBeCloseTo(1, 1);
  });
});

it('mean first passage of a quadratic is SciPy’s, in both directions', () => {
  const {from, to, temperature, time} = oracles.firstPassage;
  const bowl = quadratic([[1]]);
  expect(meanFirstPassage(bowl, temperature, from, to, grid) / time).toBeCloseTo(1, 4);
  expect(meanFirstPassage(bowl, temperature, -from, -to, grid) / time).toBeCloseTo(1, 4);
});

describe('a sharp deep and a wide shallow well', () => {
  const [b, a] = [-1, 1.5].map((start) => criticalPoint(traded, [start]));

  it('are equally likely at the predicted n, the wide one above it', () => {
    const n = crossingNoise(a, b, 50);
    expect(laplaceLogOdds(a, b, temperatureOf(n, 50))).toBeCloseTo(0, 12);
    expect(laplaceLogOdds(a, b, temperatureOf(1.2 * n, 50))).toBeGreaterThan(0);
    expect(laplaceLogOdds(a, b, temperatureOf(0.8 * n, 50))).toBeLessThan(0);
  });

  it('the formula becomes exact as T → 0', () => {
    const exact = (temperature: number) => {
      const masses = gibbsMasses(traded, temperature, [grid]);
      const right = expectation(
        masses,
        tabulate([grid], ([x]) => Number(x > -0.2)),
      );
      return Math.log(right / (1 - right));
    };
    const error = (temperature: number) =>
      Math.abs(exact(temperature) - laplaceLogOdds(a, b, temperature));
    expect(error(0.1)).toBeLessThan(0.01);
    expect(error(0.1)).toBeLessThan(error(0.4));
  });
});

it('the formula does not change under a linear map of a two-dimensional loss', () => {
  const loss = softMinimum(
    [
      {
        centre: [-1, 0],
        curvature: [
          [8, 2],
          [2, 3],
        ],
        depth: 0,
      },
      {
        centre: [1, 0.5],
        curvature: [
          [1, 0.3],
          [0.3, 2],
        ],
        depth: 0.4,
      },
    ],
    0.2,
  );
  const map = [
    [1.3, -0.4],
    [0.2, 0.6],
  ];
  const ends = [
    [-1, 0],
    [1, 0.5],
  ].map((start) => criticalPoint(loss, start));
  const mapped = ends.map(({point: [x, y]}) =>
    criticalPoint(reparametrized(loss, map), [
      (0.6 * x + 0.4 * y) / determinant(map),
      (-0.2 * x + 1.3 * y) / determinant(map),
    ]),
  );
  expect(mapped[0].determinant / ends[0].determinant).toBeCloseTo(determinant(map) ** 2, 8);
  expect(laplaceLogOdds(mapped[1], mapped[0], 0.3)).toBeCloseTo(
    laplaceLogOdds(ends[1], ends[0], 0.3),
    10,
  );
});

it('Kramers’ law asks for a saddle of index 1', () => {
  const minimum = criticalPoint(symmetric, [-1]);
  expect(() => kramersRate(minimum, minimum, 0.1)).toThrow(/index other than 1/);
});
