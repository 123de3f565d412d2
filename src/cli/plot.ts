import type {Curve} from '../pipeline/shown.ts';

/** Columns and rows of letters, each of two by four dots. */
export interface PlotSize {
  readonly columns: number;
  readonly rows: number;
}

/** First letter of braille; each bit of what is added is a dot. */
const BLANK = 0x2800;
/** The bits of the dots of a letter, row by row. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** The curve as lines of text: title, dots with the range of y at their left, the range of x below. */
export function plotCurve({title, along, points}: Curve, size: PlotSize): string[] {
  const known = points.filter(isKnown);
  if (known.length === 0) return [title];
  const [x, y] = [rangeOf(known.map(([at]) => at)), rangeOf(known.map(([, value]) => value))];
  const dots = points.map((point) =>
    isKnown(point)
      ? ([
          Math.round(x.share(point[0]) * (2 * size.columns - 1)),
          Math.round((1 - y.share(point[1])) * (4 * size.rows - 1)),
        ] as const)
      : undefined,
  );
  const [high, low] = [y.high, y.low].map(shortNumber);
  const margin = Math.max(high.length, low.length);
  const label = (row: number) => (row === 0 ? high : row === size.rows - 1 ? low : '');
  const [from, to] = [x.low, x.high].map(shortNumber);
  return [
    title,
    ...drawDots(dots, size).map((row, index) => `${label(index).padStart(margin)} │${row}`),
    `${' '.repeat(margin)}  ${`${from} ${along}`.padEnd(size.columns - to.length)}${to}`,
  ];
}

type Known = readonly [x: number, y: number];
const isKnown = (point: readonly [number, number | null]): point is Known => point[1] !== null;

/** Dots, joined by straight lines where there is no gap between them. */
function drawDots(dots: readonly (Known | undefined)[], {columns, rows}: PlotSize): string[] {
  const letters = Array.from({length: rows}, () => new Array<number>(columns).fill(BLANK));
  let last: Known | undefined;
  for (const dot of dots) {
    const from = last ?? dot;
    last = dot;
    if (from === undefined || dot === undefined) continue;
    const steps = Math.max(1, Math.abs(dot[0] - from[0]), Math.abs(dot[1] - from[1]));
    for (let step = 0; step <= steps; step++) {
      const column = Math.round(from[0] + ((dot[0] - from[0]) * step) / steps);
      const row = Math.round(from[1] + ((dot[1] - from[1]) * step) / steps);
      letters[row >> 2][column >> 1] |= DOTS[row & 3][column & 1];
    }
  }
  return letters.map((row) => String.fromCharCode(...row));
}

/** Where a value lies between the least and the greatest; in the middle where these are one. */
function rangeOf(values: readonly number[]) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = (value: number) => (high === low ? 0.5 : (value - low) / (high - low));
  return {low, high, share};
}

const shortNumber = (value: number) => String(Number(value.toPrecision(3)));
