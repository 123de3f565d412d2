import {axis, type AxisOptions} from './axis.ts';
import type {BandPoint} from './bands.ts';
import {groupColour, groupShapeOrLine, type Groups} from './groups.ts';
import type {Panel} from './panel.ts';

export interface Prediction {
  /** Points of the theory's line, by group. */
  readonly predicted: readonly {
    readonly group: string;
    readonly x: number;
    readonly value: number;
  }[];
  /** What was measured, each with its interval. */
  readonly measured: readonly BandPoint[];
  readonly groups: Groups;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
}

/** The theory as lines, what was measured as points with their intervals. */
export function prediction({predicted, measured, groups, x, y}: Prediction): Panel {
  const across = [...predicted, ...measured].map((point) => point.x);
  const up = [...predicted, ...measured].map((point) => point.value);
  const horizontal = axis('x', across, x);
  const vertical = axis('value', [...up, ...measured.flatMap(({low, high}) => [low, high])], y);
  const color = groupColour(groups);
  const shape = groupShapeOrLine(groups, new Set(measured.map(({group}) => group)));
  return {
    data: {values: measured.map((point) => ({...point}))},
    encoding: {x: horizontal, color},
    layer: [
      {
        data: {values: predicted.map((point) => ({...point}))},
        mark: {type: 'line', strokeWidth: 1.4},
        encoding: {y: vertical},
      },
      {
        mark: {type: 'rule', strokeWidth: 1.6},
        encoding: {y: {...vertical, field: 'low'}, y2: {field: 'high'}},
      },
      {
        mark: {type: 'point', filled: true, opacity: 1},
        encoding: {y: vertical, shape, description: {field: 'tip'}},
      },
    ],
  };
}
