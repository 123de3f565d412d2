import {meanSimple} from 'simple-statistics';
import {studentTest} from '../../src/stats/student.ts';
import type {BandPoint} from '../../src/report/charts/bands.ts';
import {tip} from '../../src/report/charts/tip.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';

/** One value of one replicate, at one place of one group. */
export interface Sample {
  readonly group: string;
  readonly x: number;
  readonly value: number;
}

/** The mean over replicates with its 95% Student interval; the bare mean of one replicate. */
export function meanWithInterval(values: readonly number[]) {
  const test = studentTest(values, 0, 0);
  const value = meanSimple(values);
  const [low, high] = test?.interval ?? [value, value];
  return {value, low, high};
}

/**
 * Means over replicates with 95% intervals, one point a group and x. On a logarithmic axis, pass
 * `positive`: mean and interval are then taken of the logarithms.
 */
export function meanPoints(
  samples: readonly Sample[],
  symbol: string,
  {positive = false} = {},
): BandPoint[] {
  const places = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = `${sample.group} ${sample.x}`;
    places.set(key, [...(places.get(key) ?? []), sample]);
  }
  const from = positive ? Math.log : (value: number) => value;
  const back = positive ? Math.exp : (value: number) => value;
  return [...places.values()].map((place) => {
    const {value, low, high} = meanWithInterval(place.map((sample) => from(sample.value)));
    const point = {value: back(value), low: back(low), high: back(high)};
    const [{group, x}] = place;
    return {
      group,
      x,
      ...point,
      tip: tip(
        `${group} at ${formatNumber(x)}`,
        `${symbol} = ${formatInterval(point.value, [point.low, point.high])}`,
        `${place.length} replicates`,
      ),
    };
  });
}

/** Points that carry no interval of their own: exact numbers. */
export const exactPoints = (samples: readonly Sample[], symbol: string): BandPoint[] =>
  samples.map(({group, x, value}) => ({
    ...{group, x, value, low: value, high: value},
    tip: tip(`${group} at ${formatNumber(x)}`, `${symbol} = ${formatNumber(value)}`),
  }));

/** Predictions stand in every row of a table; a line needs each of its points once. */
export const distinct = (samples: readonly Sample[]): Sample[] => [
  ...new Map(samples.map((sample) => [`${sample.group} ${sample.x}`, sample])).values(),
];
