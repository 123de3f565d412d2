import {logAxis} from './log-axis.ts';

/** What guessing gives: how high a network stands above it is what a reader wants to know first. */
export interface Chance {
  readonly at: number;
  /** `10%`, `2.30 nat`. */
  readonly text: string;
}

/** How an axis is drawn. */
export interface AxisOptions {
  /** What it shows, with its unit: `train loss [nat]`. */
  readonly title: string;
  readonly logarithmic?: boolean;
  /** Whether a linear axis starts at zero; it need not where points, not bars, are drawn. */
  readonly zero?: boolean;
  /** Drawn where the data leave room for it, and told in the title otherwise. */
  readonly chance?: Chance;
  /** What the axis shows of the data, where the comparison needs less than all of it. */
  readonly extent?: readonly [low: number, high: number];
}

/** Room between the outermost marks and the ends of an axis [px]. */
const ROOM = 9;
const ROOM_WITH_LABEL = 18;

/** A quantitative encoding of `field` for `values`, without the mark's own channels. */
export function axis(field: string, values: readonly number[], options: AxisOptions) {
  const {logarithmic = false, zero = false, chance, extent} = options;
  const drawn = chance !== undefined && isInReach(chance.at, values, options);
  const title =
    chance === undefined || drawn ? options.title : `${options.title}, chance ${chance.text}`;
  const shown = extent ?? [...values, ...(drawn ? [chance.at] : [])];
  const padding = drawn ? ROOM_WITH_LABEL : ROOM;
  // Without a value there is nothing that a domain could come from.
  const scale =
    values.length === 0
      ? {domain: [0, 1]}
      : {zero, nice: false, padding, ...(extent !== undefined && {domain: [...extent]})};
  const missing = values.filter((value) => !hasPlace(value, options)).length;
  const told = missing === 0 ? title : [title, `${missing} at 0 cannot be drawn`];
  const shape = logarithmic ? logAxis(shown, told) : {title, scale};
  return {field, type: 'quantitative' as const, ...shape};
}

/** Zero and less have no place on a logarithmic axis; left to itself Vega draws them at its end. */
export const hasPlace = (value: number, {logarithmic = false}: AxisOptions): boolean =>
  !logarithmic || value > 0;

/** Whether a line there leaves the data at least half of the axis. */
export function isInReach(
  at: number,
  values: readonly number[],
  {logarithmic = false, extent}: Pick<AxisOptions, 'logarithmic' | 'extent'>,
): boolean {
  const place = (value: number) => (logarithmic ? Math.log(value) : value);
  const all = (extent ?? values).filter((value) => !logarithmic || value > 0).map(place);
  if (all.length === 0) return false;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const line = place(at);
  if (extent !== undefined) return low <= line && line <= high;
  return Math.max(low - line, line - high) <= high - low;
}
