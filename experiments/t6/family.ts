import type {RandomStream} from '../../src/compute/random.ts';
import {
  add,
  frobenius,
  type Matrix,
  multiply,
  symmetricEigenvalues,
} from '../../src/theory/linear-algebra.ts';
import {scaleFamily, sharpnessOf} from '../../src/theory/scale-family.ts';

export const lambdaMax = (hessian: Matrix) => symmetricEigenvalues(hessian)[hessian.length - 1];

/** The Hessian by central differences of the loss alone, which knows none of the formulas. */
function numericHessian(point: readonly number[]): Matrix {
  const h = 1e-3;
  const at = (moves: readonly number[]) => scaleFamily.value(point.map((x, i) => x + h * moves[i]));
  const along = (i: number, j: number, signs: readonly [number, number]) =>
    at(point.map((_, k) => signs[0] * Number(k === i) + signs[1] * Number(k === j)));
  return point.map((_, i) =>
    point.map(
      (__, j) =>
        (along(i, j, [1, 1]) -
          along(i, j, [1, -1]) -
          along(i, j, [-1, 1]) +
          along(i, j, [-1, -1])) /
        (4 * h * h),
    ),
  );
}

/** Errors of H′ = DHD at a random point and of λ_max = a² + a⁻² at a random minimum, and of L. */
export function identities(stream: RandomStream) {
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const alpha = Math.exp(between(-1, 1));
  const point = [between(0.3, 2), between(0.3, 2)];
  const image = [alpha * point[0], point[1] / alpha];
  const d = [
    [1 / alpha, 0],
    [0, alpha],
  ];
  const predicted = multiply(multiply(d, scaleFamily.hessian(point)), d);
  const a = Math.exp(between(-1, 1));
  return {
    alpha,
    hessian: frobenius(add(numericHessian(image), predicted, -1)) / frobenius(predicted),
    sharpness: Math.abs(lambdaMax(numericHessian([a, 1 / a])) / sharpnessOf(a) - 1),
    loss: Math.abs(scaleFamily.value(image) - scaleFamily.value(point)),
  };
}

const levels = [0, 0.01, 0.05, 0.2, 0.5, 1, 2, 4];
const widest = 3.6;

/** Contours of L within the picture: w₁w₂ = 1 ± √(2L), every branch a line. */
export const contours = () =>
  levels.flatMap((loss) =>
    (loss === 0 ? [0] : [-1, 1]).flatMap((sign) => {
      const product = 1 + sign * Math.sqrt(2 * loss);
      if (product <= 0) return [];
      const least = Math.log(product / widest);
      return Array.from({length: 61}, (_, step) => {
        const first = Math.exp(least + (step / 60) * (Math.log(widest) - least));
        return {loss, branch: sign, step, first, second: product / first};
      });
    }),
  );
