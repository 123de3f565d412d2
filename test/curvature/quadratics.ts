import {randomStream} from '../../src/compute/random.ts';
import type {SymmetricOperator} from '../../src/curvature/operator.ts';

/**
 * A dense symmetric operator with the spectrum given, turned by random Householder reflections, so
 * that neither its eigenvectors nor its diagonal are special.
 */
export function withSpectrum(
  eigenvalues: readonly number[],
  seed: number,
): SymmetricOperator & {products: () => number} {
  const dimension = eigenvalues.length;
  const stream = randomStream(seed, 'rotation');
  const mirrors = Array.from({length: 4}, () => {
    const mirror = Float64Array.from({length: dimension}, () => stream.normal());
    const length = Math.hypot(...mirror);
    return mirror.map((x) => x / length);
  });
  const reflect = (v: Float64Array, mirror: Float64Array): Float64Array => {
    const along = v.reduce((sum, x, i) => sum + x * mirror[i], 0);
    return v.map((x, i) => x - 2 * along * mirror[i]);
  };
  let count = 0;
  return {
    dimension,
    products: () => count,
    apply(v) {
      count++;
      const turned = mirrors.reduce(reflect, Float64Array.from(v));
      const scaled = turned.map((x, i) => x * eigenvalues[i]);
      return Float32Array.from(mirrors.toReversed().reduce(reflect, scaled));
    },
  };
}

/** A spectrum like that of a trained network: a bulk at zero, a few outliers, a small negative end. */
export function networkLike(dimension: number): number[] {
  const stream = randomStream(7, 'bulk');
  const outliers = [40, 25, 18, 12, 9, -3];
  return [
    ...outliers,
    ...Array.from({length: dimension - outliers.length}, () => 0.3 * stream.normal() ** 3),
  ];
}
