/** Total variation of two laws on the same cells, in [0, 1]. */
export function totalVariation(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < p.length; cell++) sum += Math.abs(p[cell] - q[cell]);
  return 0.5 * sum;
}

/** Wasserstein-1 distance ∫|F_p − F_q| of two laws on the same cells of width `width` [unit of θ]. */
export function wasserstein(p: Float64Array, q: Float64Array, width: number): number {
  let difference = 0;
  let sum = 0;
  for (let cell = 0; cell < p.length; cell++) {
    difference += p[cell] - q[cell];
    sum += Math.abs(difference);
  }
  return sum * width;
}

/** Sample covariance of the rows of `positions` (count×d) about their mean. */
export function sampleCovariance(positions: Float64Array, dimension: number): number[][] {
  const count = positions.length / dimension;
  const mean = new Float64Array(dimension);
  for (let at = 0; at < positions.length; at++) mean[at % dimension] += positions[at] / count;
  const covariance = Array.from({length: dimension}, () => Array<number>(dimension).fill(0));
  for (let at = 0; at < positions.length; at += dimension) {
    for (let i = 0; i < dimension; i++) {
      const x = positions[at + i] - mean[i];
      for (let j = 0; j < dimension; j++) covariance[i][j] += x * (positions[at + j] - mean[j]);
    }
  }
  return covariance.map((row) => row.map((entry) => entry / count));
}
