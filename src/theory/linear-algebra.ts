import {CholeskyDecomposition, LuDecomposition, Matrix as Dense} from 'ml-matrix';

/** A matrix of a few rows, as nested arrays, which records and tables hold; float64 throughout. */
export type Matrix = readonly (readonly number[])[];

const dense = (a: Matrix): Dense => new Dense(a.map((row) => [...row]));

export const identity = (size: number): Matrix => Dense.eye(size).to2DArray();

export const diagonal = (entries: readonly number[]): Matrix =>
  Dense.diag([...entries]).to2DArray();

export const transpose = (a: Matrix): Matrix => dense(a).transpose().to2DArray();

export const scale = (a: Matrix, factor: number): Matrix => dense(a).mul(factor).to2DArray();

/** a + factor·b, for equal shapes. */
export const add = (a: Matrix, b: Matrix, factor = 1): Matrix =>
  dense(a).add(dense(b).mul(factor)).to2DArray();

export const multiply = (a: Matrix, b: Matrix): Matrix => dense(a).mmul(dense(b)).to2DArray();

export const trace = (a: Matrix): number => dense(a).trace();

export const frobenius = (a: Matrix): number => dense(a).norm('frobenius');

/** Kronecker product a ⊗ b. */
export const kronecker = (a: Matrix, b: Matrix): Matrix =>
  dense(a).kroneckerProduct(dense(b)).to2DArray();

export const determinant = (a: Matrix): number => new LuDecomposition(dense(a)).determinant;

/** The lower factor G of a = G·Gᵀ. @throws RangeError when `a` is not positive definite. */
export function cholesky(a: Matrix): Matrix {
  const factors = new CholeskyDecomposition(dense(a));
  if (!factors.isPositiveDefinite()) {
    throw new RangeError(`cholesky: ${JSON.stringify(a)} is not positive definite`);
  }
  return factors.lowerTriangularMatrix.to2DArray();
}

/**
 * Solves a·x = right (right: size × k) by Gaussian elimination with partial pivoting, row by row: the LU of ml-matrix
 * sums in another order (docs/decisions/linear-algebra.md).
 *
 * @throws RangeError when `a` is singular
 */
export function solve(a: Matrix, right: Matrix): Matrix {
  const size = a.length;
  const rows = a.map((row, i) => [...row, ...right[i]]);
  for (let pivot = 0; pivot < size; pivot++) {
    pivotAt(rows, pivot);
    if (rows[pivot][pivot] === 0) throw new RangeError(`solve: singular ${size}×${size} matrix`);
    for (let i = pivot + 1; i < size; i++) {
      const factor = rows[i][pivot] / rows[pivot][pivot];
      if (factor === 0) continue;
      for (let j = pivot; j < rows[i].length; j++) rows[i][j] -= factor * rows[pivot][j];
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = size; j < rows[i].length; j++) {
      for (let k = i + 1; k < size; k++) rows[i][j] -= rows[i][k] * rows[k][j];
      rows[i][j] /= rows[i][i];
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Brings the row with the largest entry of a column, of those not used, to the diagonal. */
function pivotAt(rows: number[][], pivot: number): void {
  let best = pivot;
  for (let i = pivot + 1; i < rows.length; i++) {
    if (Math.abs(rows[i][pivot]) > Math.abs(rows[best][pivot])) best = i;
  }
  [rows[pivot], rows[best]] = [rows[best], rows[pivot]];
}

export const inverse = (a: Matrix): Matrix => solve(a, identity(a.length));

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

/**
 * Eigenvalues of a symmetric matrix, ascending (cyclic Jacobi, to rounding; that of ml-matrix rounds otherwise, see
 * docs/decisions/linear-algebra.md).
 */
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
