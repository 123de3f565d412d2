import {colour, densityColours} from '../look/palette.ts';
import {axis, type AxisOptions} from './axis.ts';
import type {Panel} from './panel.ts';

/** One cell of a rectangular grid, from its lower left to its upper right corner. */
export interface HeatCell {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly value: number;
  /** See `tip`. */
  readonly tip: string;
}

export interface HeatMap {
  readonly cells: readonly HeatCell[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** What the shade shows, with its unit. */
  readonly quantity: string;
  /** Where one shade ends and the next begins, ascending: eight borders of nine shades. */
  readonly levels: readonly number[];
}

/** A quantity over a plane, in nine shades from the paper to the darkest; keep it under 2,000 cells. */
export function heatMap({cells, x, y, quantity, levels}: HeatMap): Panel {
  const shades = shadesOf(levels);
  const shadeOf = (value: number) => shades[levels.filter((level) => value >= level).length];
  return {
    data: {values: cells.map((cell) => ({...cell, shade: shadeOf(cell.value)}))},
    width: 210,
    height: 210,
    encoding: {
      x: filled(
        'x',
        cells.flatMap((cell) => [cell.x, cell.x2]),
        x,
      ),
      x2: {field: 'x2'},
      y: filled(
        'y',
        cells.flatMap((cell) => [cell.y, cell.y2]),
        y,
      ),
      y2: {field: 'y2'},
      color: {
        field: 'shade',
        type: 'nominal',
        title: quantity,
        scale: {domain: shades, range: [...densityColours]},
        legend: {
          columns: 3,
          titleOrient: 'top',
          symbolType: 'square',
          symbolStrokeColor: colour('muted'),
          symbolStrokeWidth: 0.5,
        },
      },
      description: {field: 'tip'},
    },
    layer: [{mark: {type: 'rect', strokeWidth: 0}}],
  };
}

/** `under 0.1`, `0.1–1`, …, `from 10`: named, since a gradient would give small numbers no room. */
const shadesOf = (levels: readonly number[]): string[] => [
  `under ${levels[0]}`,
  ...levels.slice(1).map((level, index) => `${levels[index]}–${level}`),
  `from ${levels.at(-1)}`,
];

/** The cells reach to the borders of the chart. */
const filled = (field: string, values: readonly number[], options: AxisOptions) => ({
  ...axis(field, values, options),
  ...(values.length > 0 && {
    scale: {domain: [Math.min(...values), Math.max(...values)], nice: false},
  }),
});
