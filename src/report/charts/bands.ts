import {axis, type AxisOptions} from './axis.ts';
import {groupColour, groupShape, type Groups} from './groups.ts';
import type {Panel} from './panel.ts';

/** A value with its interval at one place of a line. */
export interface BandPoint {
  readonly group: string;
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** See `tip`. */
  readonly tip: string;
}

export interface Bands {
  readonly points: readonly BandPoint[];
  readonly groups: Groups;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
}

/** Lines through estimates, each with the band of its intervals. */
export function bands({points, groups, x, y}: Bands): Panel {
  const vertical = axis(
    'value',
    points.flatMap(({low, high}) => [low, high]),
    y,
  );
  const color = groupColour(groups);
  return {
    data: {values: points.map((point) => ({...point}))},
    encoding: {
      x: axis(
        'x',
        points.map((point) => point.x),
        x,
      ),
      color,
    },
    layer: [
      {
        mark: {type: 'area', opacity: 0.16},
        encoding: {y: {...vertical, field: 'low'}, y2: {field: 'high'}},
      },
      {
        mark: {type: 'line'},
        encoding: {y: vertical},
      },
      {
        mark: {type: 'point', filled: true, size: 34},
        encoding: {y: vertical, shape: groupShape(groups), description: {field: 'tip'}},
      },
    ],
  };
}
