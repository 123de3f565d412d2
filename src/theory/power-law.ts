import {linearRegression} from 'simple-statistics';

/** The power p of y ∝ xᵖ through positive pairs (x, y): the least-squares slope of log y over log x. */
export const powerOf = (pairs: readonly (readonly [x: number, y: number])[]): number =>
  linearRegression(pairs.map(([x, y]) => [Math.log(x), Math.log(y)])).m;

/** log₁₀ of an error, which rounding lets be no smaller than the spacing of numbers at 1. */
export const decades = (error: number): number => Math.log10(Math.max(error, Number.EPSILON));
