/** A symmetric linear map on R^dimension that is known only through its products (never as a matrix). */
export interface SymmetricOperator {
  readonly dimension: number;
  /** Returns a new vector H·v; `v` is left as it is. */
  apply(v: Float32Array): Float32Array;
}
