/** Dense linear algebra for matrices of a few rows, as nested arrays; float64 throughout. */
export type Matrix = readonly (readonly number[])[];

export const identity = (size: number): Matrix => diagonal(Array<number>(size).fill(1));

export const diagonal = (entries: readonly number[]): Matrix =>
  entries.map((entry, row) => entries.map((_, column) => (row === column ? entry : 0)));

export const transpose = (a: Matrix): Matrix =>
  a[0].map((_, column) => a.map((row) => row[column]));

export const scale = (a: Matrix, factor: number): Matrix =>
  a.map((row) => row.map((entry) => factor * entry));

/** a + factor·b, for equal shapes. */
export const add = (a: Matrix, b: Matrix, factor = 1): Matrix =>
  a.map((row, i) => row.map((entry, j) => entry + factor * b[i][j]));

export const multiply = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k][j], 0)));

export const trace = (a: Matrix): number => a.reduce((sum, row, i) => sum + row[i], 0);

export const frobenius = (a: Matrix): number =>
  Math.sqrt(a.reduce((sum, row) => row.reduce((inner, entry) => inner + entry * entry, sum), 0));

/** Kronecker product a ⊗ b. */
export const kronecker = (a: Matrix, b: Matrix): Matrix =>
  a.flatMap((rowA) => b.map((rowB) => rowA.flatMap((x) => rowB.map((y) => x * y))));

/** Gaussian elimination with partial pivoting: the reduced rows, and the determinant. */
function eliminate(a: Matrix, right: Matrix): {rows: number[][]; determinant: number} {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...right[i]]);
  let determinant = 1;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let i = pivot + 1; i < size; i++) {
      if (Math.abs(rows[i][pivot]) > Math.abs(rows[best][pivot])) best = i;
    }
    if (best !== pivot) {
      [rows[pivot], rows[best]] = [rows[best], rows[pivot]];
      determinant = -determinant;
    }
    determinant *= rows[pivot][pivot];
    if (rows[pivot][pivot] === 0) return {rows, determinant: 0};
    for (let i = pivot + 1; i < size; i++) {
      const factor = rows[i][pivot] / rows[pivot][pivot];
      if (factor === 0) continue;
      for (let j = pivot; j < rows[i].length; j++) rows[i][j] -= factor * rows[pivot][j];
    }
  }
  return {rows, determinant};
}

export const determinant = (a: Matrix): number =>
  eliminate(
    a,
    a.map(() => []),
  ).determinant;

/** Solves a·x = right (right: size × k). @throws RangeError when `a` is singular. */
export function solve(a: Matrix, right: Matrix): Matrix {
  const {rows, determinant} = eliminate(a, right);
  if (determinant === 0) throw new RangeError(`solve: singular ${a.length}×${a.length} matrix`);
  const size = a.length;
  for (let i = size - 1; i >= 0; i--) {
    for (let j = size; j < rows[i].length; j++) {
      for (let k = i + 1; k < size; k++) rows[i][j] -= rows[i][k] * rows[k][j];
      rows[i][j] /= rows[i][i];
    }
  }
  return rows.map((row) => row.slice(size));
}

export const inverse = (a: Matrix): Matrix => solve(a, identity(a.length));

/** The lower factor G of a = G·Gᵀ. @throws RangeError when `a` is not positive definite. */
export function cholesky(a: Matrix): Matrix {
  const lower = a.map((row) => row.map(() => 0));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (i !== j) lower[i][j] = rest / lower[j][j];
      else if (rest > 0) lower[i][i] = Math.sqrt(rest);
      else throw new RangeError(`cholesky: pivot ${rest} in row ${i}, not positive definite`);
    }
  }
  return lower;
}

/** One Jacobi rotation that zeroes a[p][q] of a symmetric matrix, in place. */
function rotate(a: number[][], p: number, q: number): void {
  const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k][p], a[k][q]];
    a[k][p] = c * x - s * y;
    a[k][q] = s * x + c * y;
  }
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[p][k], a[q][k]];
    a[p][k] = c * x - s * y;
    a[q][k] = s * x + c * y;
  }
}

/** Eigenvalues of a symmetric matrix, ascending (cyclic Jacobi, to rounding). */
export function symmetricEigenvalues(a: Matrix): number[] {
  const work = a.map((row) => [...row]);
  const size = work.length;
  const offDiagonal = () =>
    Math.sqrt(work.reduce((s, row, i) => row.reduce((t, x, j) => (i === j ? t : t + x * x), s), 0));
  const enough = 1e-15 * frobenius(a);
  for (let sweep = 0; sweep < 60 && offDiagonal() > enough; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(work, p, q);
  }
  return work.map((row, i) => row[i]).sort((x, y) => x - y);
}
