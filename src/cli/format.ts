import type {Span} from '../pipeline/run/forecast.ts';
import {formatDuration} from '../system/duration.ts';

/** Bounds closer than this factor are not worth telling apart. */
const NARROW = 1.25;

/** A time between bounds: `9–14 min`, `40 s to 2 min`; or `about 11 min` once they are close. */
export function formatSpan({seconds, low, high}: Span): string {
  const [from, to] = [formatBound(low), formatBound(high)];
  if (high <= NARROW * low || from === to) return `about ${formatDuration(seconds)}`;
  const [[count, unit, ...smaller], [, ...rest]] = [from.split(' '), to.split(' ')];
  const alike = smaller.length === 0 && rest.length === 1 && rest[0] === unit;
  return alike ? `${count}–${to}` : `${from} to ${to}`;
}

/** Bounds are no more certain than to a minute. */
const formatBound = (seconds: number): string =>
  formatDuration(seconds < 59.5 ? Math.round(seconds) : 60 * Math.round(seconds / 60));

/** A size [bytes] in decimal units: `17 B`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** Rows of cells as aligned columns, two spaces apart. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths.at(column) ?? 0, cell.length)));
  }
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
}
