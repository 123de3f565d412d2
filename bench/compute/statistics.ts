/** The middle of some numbers, and how far they reach. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2,
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

/** Round by round: how many times `others` go into `ours`. */
export const ratios = (ours: readonly number[], others: readonly number[]): Spread =>
  spread(ours.map((value, round) => value / others[round]));

/** For example `1.42× (1.40–1.45)`. */
export const ratioText = ({median, least, most}: Spread): string =>
  `${median.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
