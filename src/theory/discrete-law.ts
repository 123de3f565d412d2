import {centres, type Grid} from './grid.ts';
import {gradientAt, type Landscape} from './landscape.ts';

/**
 * Stationary probabilities of an irreducible Markov chain by the elimination of Grassmann, Taksar
 * and Heyman: no subtraction, so every entry is accurate to rounding. O(size³/3); `rows` is consumed.
 */
export function stationaryLaw(rows: Float64Array[]): Float64Array {
  const size = rows.length;
  for (let last = size - 1; last > 0; last--) {
    let leaving = 0;
    for (let j = 0; j < last; j++) leaving += rows[last][j];
    for (let i = 0; i < last; i++) {
      const share = rows[i][last] / leaving;
      rows[i][last] = share;
      if (share === 0) continue;
      for (let j = 0; j < last; j++) rows[i][j] += share * rows[last][j];
    }
  }
  const law = new Float64Array(size);
  law[0] = 1;
  let total = 1;
  for (let j = 1; j < size; j++) {
    for (let i = 0; i < j; i++) law[j] += law[i] * rows[i][j];
    total += law[j];
  }
  return law.map((mass) => mass / total);
}

/**
 * The exact stationary law of SGD with Gaussian noise, θ' = θ − ηL'(θ) + √(2ηT)z, in one dimension:
 * what the continuous theory must be compared to at a finite learning rate. By the midpoint rule on
 * the grid's cells, which converges faster than any power of the spacing once √(2ηT) exceeds it.
 *
 * @throws RangeError when the grid is too coarse for the kicks.
 */
export function discreteLaw(
  landscape: Landscape,
  temperature: number,
  learningRate: number,
  grid: Grid,
): Float64Array {
  const points = centres(grid);
  const kick = Math.sqrt(2 * learningRate * temperature);
  if (kick < points[1] - points[0]) {
    throw new RangeError(`discreteLaw: ${grid.cells} cells are too few for kicks of ${kick}`);
  }
  const rows = Array.from(points, (from) => {
    const mean = from - learningRate * gradientAt(landscape, [from])[0];
    const row = points.map((to) => Math.exp(-0.5 * ((to - mean) / kick) ** 2));
    const total = row.reduce((sum, entry) => sum + entry, 0);
    return row.map((entry) => entry / total);
  });
  return stationaryLaw(rows);
}
