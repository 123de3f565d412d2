import {logAxis} from './log-axis.ts';

/** How an axis is drawn. */
export interface AxisOptions {
  /** What it shows, with its unit: `train loss [nat]`. */
  readonly title: string;
  readonly logarithmic?: boolean;
  /** Whether a linear axis starts at zero; it need not where points, not bars, are drawn. */
  readonly zero?: boolean;
}

/** A quantitative encoding of `field` for `values`, without the mark's own channels. */
export function axis(field: string, values: readonly number[], options: AxisOptions) {
  const {title, logarithmic = false, zero = false} = options;
  // Without a value there is nothing that a domain could come from.
  const scale = values.length === 0 ? {domain: [0, 1]} : {zero};
  const shape = logarithmic ? logAxis(values, title) : {title, scale};
  return {field, type: 'quantitative' as const, ...shape};
}
