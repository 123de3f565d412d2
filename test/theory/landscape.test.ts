import {describe, expect, it} from 'vitest';
import {
  gradientAt,
  type Landscape,
  quadratic,
  reparametrized,
  softMinimum,
} from '../../src/theory/landscape.ts';
import {scaleFamily} from '../../src/theory/scale-family.ts';
import {expectMatrix} from './matrices.ts';

const wells = softMinimum(
  [
    {
      centre: [-1, 0.2],
      curvature: [
        [6, 1],
        [1, 3],
      ],
      depth: 0,
    },
    {
      centre: [1.2, -0.4],
      curvature: [
        [1, -0.2],
        [-0.2, 2],
      ],
      depth: 0.4,
    },
  ],
  0.3,
);
const tilted = reparametrized(wells, [
  [0.7, 0.4],
  [-0.2, 1.3],
]);

function numericGradient(landscape: Landscape, point: readonly number[]): number[] {
  const h = 1e-5;
  return point.map((_, axis) => {
    const at = (sign: number) =>
      landscape.value(point.map((x, i) => (i === axis ? x + sign * h : x)));
    return (at(1) - at(-1)) / (2 * h);
  });
}

describe.each([
  [
    'a quadratic',
    quadratic([
      [3, 1],
      [1, 2],
    ]),
  ],
  ['a soft minimum', wells],
  ['a reparametrized loss', tilted],
  ['the scale family', scaleFamily],
])('%s', (_, landscape) => {
  it.each([[[0.3, -0.7]], [[-0.9, 0.1]], [[1.5, 1]]])('is differentiated right at %j', (point) => {
    const gradient = Array.from(gradientAt(landscape, point));
    expectMatrix([gradient], [numericGradient(landscape, point)], 1e-8);
    const h = 1e-5;
    const columns = point.map((__, axis) => {
      const at = (sign: number) =>
        gradientAt(
          landscape,
          point.map((x, i) => (i === axis ? x + sign * h : x)),
        );
      const [plus, minus] = [at(1), at(-1)];
      return Array.from(plus, (x, i) => (x - minus[i]) / (2 * h));
    });
    expectMatrix(landscape.hessian(point), columns, 1e-8);
  });

  it('takes many points at once', () => {
    const points = Float64Array.of(0.3, -0.7, 1.1, 0.4);
    const gradients = new Float64Array(4);
    landscape.gradients(points, gradients);
    const apart = [points.slice(0, 2), points.slice(2)].flatMap((point) => [
      ...gradientAt(landscape, point),
    ]);
    expect(Array.from(gradients)).toEqual(apart);
  });
});

it('has on a line the gradient that its values have', () => {
  const line = softMinimum(
    [
      {centre: [-1], curvature: [[8]], depth: 0},
      {centre: [1.2], curvature: [[1]], depth: 0.25},
    ],
    0.3,
  );
  for (const x of [-2, -0.4, -0.33, 0.1, 3]) {
    expectMatrix([[...gradientAt(line, [x]), 1]], [[...numericGradient(line, [x]), 1]], 1e-7);
  }
});

it('keeps the depth and the curvature of a bowl that the others are far above', () => {
  expect(wells.value([-1, 0.2])).toBeCloseTo(0, 4);
  expectMatrix(
    wells.hessian([-1, 0.2]),
    [
      [6, 1],
      [1, 3],
    ],
    2e-3,
  );
});

it('refuses a degenerate bowl', () => {
  expect(() => softMinimum([{centre: [0], curvature: [[0]], depth: 0}], 1)).toThrow(/degenerate/);
});
