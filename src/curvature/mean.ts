/** A random estimate and its own error. */
export interface Estimated {
  readonly value: number;
  readonly standardError: number;
}

/** Mean of independent values with its standard error; needs two of them. */
export function meanWithError(values: readonly number[]): Estimated {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return {value: mean, standardError: Math.sqrt(variance / values.length)};
}
