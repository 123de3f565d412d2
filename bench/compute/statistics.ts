import {max, median, min} from 'simple-statistics';

/** The middle of some numbers, and how far they reach. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export const spread = (values: readonly number[]): Spread => ({
  median: median([...values]),
  least: min([...values]),
  most: max([...values]),
});

/** Round by round: how many times `others` go into `ours`. */
export const ratios = (ours: readonly number[], others: readonly number[]): Spread =>
  spread(ours.map((value, round) => value / others[round]));

/** For example `1.42× (1.40–1.45)`. */
export const ratioText = ({median, least, most}: Spread): string =>
  `${median.toFixed(2)}× (${least.toFixed(2)}–${most.toFixed(2)})`;
