import {axis, hasPlace, type AxisOptions} from './axis.ts';
import {withChance} from './chance.ts';
import {groupColour, groupShape, type Groups} from './groups.ts';
import type {Panel} from './panel.ts';

/** One run as a point. */
export interface ScatterPoint {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  /** Drawn hollow when false: shown, but not part of the comparison. */
  readonly counted: boolean;
  /** See `tip`. */
  readonly tip: string;
}

export interface Scatter {
  readonly points: readonly ScatterPoint[];
  readonly groups: Groups;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
}

/** Every run as a point, and for each group a line through the medians of the counted ones. */
export function scatter({points, groups, x, y}: Scatter): Panel {
  const heights = points.map((point) => point.y);
  const vertical = axis('y', heights, y);
  const color = groupColour(groups);
  const panel: Panel = {
    // Lines through medians join them in the order of the data.
    data: {
      values: points
        .filter((point) => hasPlace(point.y, y))
        .sort((a, b) => a.x - b.x)
        .map((point) => ({...point})),
    },
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
        transform: [{filter: 'datum.counted'}],
        mark: {type: 'line', strokeWidth: 1.2},
        encoding: {
          y: {...vertical, aggregate: 'median'},
        },
      },
      {
        transform: [{filter: 'datum.counted'}],
        mark: {type: 'point', filled: true},
        encoding: {y: vertical, shape: groupShape(groups), description: {field: 'tip'}},
      },
      {
        transform: [{filter: '!datum.counted'}],
        mark: {type: 'point', fill: 'transparent'},
        encoding: {y: vertical, shape: groupShape(groups), description: {field: 'tip'}},
      },
    ],
  };
  return withChance(panel, heights, y);
}
