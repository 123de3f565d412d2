import {densityColours} from '../look/palette.ts';
import {axis, type AxisOptions} from './axis.ts';
import type {Panel} from './panel.ts';

/** One cell of a rectangular grid, from its lower left to its upper right corner. */
export interface HeatCell {
  readonly x: number;
  readonly x2: number;
  readonly y: number;
  readonly y2: number;
  readonly value: number;
}

export interface HeatMap {
  readonly cells: readonly HeatCell[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** What the shade shows, with its unit. */
  readonly quantity: string;
}

/** A quantity over a plane, in nine shades from the paper to the darkest; keep it under 2,000 cells. */
export function heatMap({cells, x, y, quantity}: HeatMap): Panel {
  const values = cells.map((cell) => cell.value);
  return {
    data: {values: cells.map((cell) => ({...cell}))},
    encoding: {
      x: axis(
        'x',
        cells.flatMap((cell) => [cell.x, cell.x2]),
        x,
      ),
      x2: {field: 'x2'},
      y: axis(
        'y',
        cells.flatMap((cell) => [cell.y, cell.y2]),
        y,
      ),
      y2: {field: 'y2'},
      color: {
        field: 'value',
        type: 'quantitative',
        title: quantity,
        scale: {
          type: 'quantize',
          domain: [Math.min(...values), Math.max(...values)],
          range: [...densityColours],
        },
        legend: {format: '.2~g'},
      },
    },
    layer: [{mark: {type: 'rect', strokeWidth: 0}}],
  };
}
