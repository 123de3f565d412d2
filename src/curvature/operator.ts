/** A symmetric linear map on R^dimension that is known only through its products (never as a matrix). */
export interface SymmetricOperator {
  readonly dimension: number;
  /** Returns a new vector H·v; `v` is left as it is. */
  apply(v: Float32Array): Float32Array;
  /** The products of several vectors, where they cost less than one after the other. */
  applyAll?(vectors: readonly Float32Array[]): Float32Array[];
}

/** An algorithm that asks for products: it yields vectors v and is given H·v. */
export type Asking<Result> = Generator<Float32Array, Result, Float32Array>;

/**
 * Runs algorithms side by side: what each asks for next is multiplied at the same time. Their results are
 * those that they have alone.
 */
export function together<Result>(
  operator: SymmetricOperator,
  algorithms: readonly Asking<Result>[],
): Result[] {
  const steps = algorithms.map((algorithm) => ({algorithm, step: algorithm.next()}));
  for (;;) {
    const open = steps.flatMap(({algorithm, step}, index) =>
      step.done ? [] : [{algorithm, index, vector: step.value}],
    );
    if (open.length === 0) break;
    const images = applyAll(
      operator,
      open.map(({vector}) => vector),
    );
    open.forEach(({algorithm, index}, which) => {
      steps[index] = {algorithm, step: algorithm.next(images[which])};
    });
  }
  return steps.flatMap(({step}) => (step.done ? [step.value] : []));
}

/** Runs one algorithm. */
export const alone = <Result>(operator: SymmetricOperator, algorithm: Asking<Result>): Result =>
  together(operator, [algorithm])[0];

/** The products of several vectors. */
export const applyAll = (
  operator: SymmetricOperator,
  vectors: readonly Float32Array[],
): Float32Array[] =>
  operator.applyAll?.(vectors) ?? vectors.map((vector) => operator.apply(vector));
