import {meanSimple} from 'simple-statistics';

/** A random estimate and its own error. */
export interface Estimated {
  readonly value: number;
  readonly standardError: number;
}

/** Mean of independent values with its standard error; needs two of them. */
export function meanWithError(values: readonly number[]): Estimated {
  const mean = meanSimple(values);
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return {value: mean, standardError: Math.sqrt(variance / values.length)};
}
