import {add, identity, kronecker, type Matrix, scale, solve} from './linear-algebra.ts';

const vectorise = (a: Matrix): Matrix => a.flatMap((row) => row.map((entry) => [entry]));
const reshape = (column: Matrix, size: number): Matrix =>
  Array.from({length: size}, (_, i) => column.slice(i * size, (i + 1) * size).map(([x]) => x));

/** Solves the linear equation `operator`·vec(Σ) = vec(q) for Σ; vec stacks rows. */
export const solveVectorised = (operator: Matrix, q: Matrix): Matrix =>
  reshape(solve(operator, vectorise(q)), q.length);

/** Solves the continuous Lyapunov equation AΣ + ΣAᵀ = Q by A⊗I + I⊗A; O(size⁶). */
export function solveLyapunov(a: Matrix, q: Matrix): Matrix {
  const eye = identity(a.length);
  return solveVectorised(add(kronecker(a, eye), kronecker(eye, a)), q);
}

/** Solves the discrete Lyapunov (Stein) equation Σ = MΣMᵀ + Q by I − M⊗M; O(size⁶). */
export const solveStein = (m: Matrix, q: Matrix): Matrix =>
  solveVectorised(add(identity(m.length ** 2), scale(kronecker(m, m), -1)), q);
