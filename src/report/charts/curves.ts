import {axis, hasPlace, type AxisOptions} from './axis.ts';
import {withChance} from './chance.ts';
import {groupColour, groupDash, type Groups} from './groups.ts';
import type {Panel} from './panel.ts';

/** One line: the course of one run, say. */
export interface Curve {
  /** See `tip`. */
  readonly tip: string;
  /** Its group, one of the domain of `Curves.groups`. */
  readonly group: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Curves {
  readonly curves: readonly Curve[];
  readonly groups: Groups;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /**
   * Paths in the plane, where x is measured as well as y: points are joined in their order, and no
   * medians are drawn, which would need points of equal x.
   */
  readonly paths?: boolean;
}

/** Learning curves and their like: every run a thin line, and the median of each group a thick one. */
export function curves({curves: lines, groups, x, y, paths = false}: Curves): Panel {
  const values = lines.flatMap(({tip, group, points}) =>
    points.map(([px, py], step) => ({tip, group, x: px, y: py, ...(paths && {step})})),
  );
  const horizontal = axis(
    'x',
    values.map((value) => value.x),
    x,
  );
  const heights = values.map((value) => value.y);
  const vertical = axis('y', heights, y);
  const clip = x.extent !== undefined || y.extent !== undefined;
  const several = lines.length > groups.domain.length;
  const panel: Panel = {
    data: {values: values.filter((value) => hasPlace(value.x, x) && hasPlace(value.y, y))},
    encoding: {x: horizontal, color: groupColour(groups), strokeDash: groupDash(groups)},
    layer: [
      {
        mark: {type: 'line', clip, strokeWidth: several ? 0.8 : 1.8, opacity: several ? 0.55 : 1},
        encoding: {
          y: vertical,
          detail: {field: 'tip'},
          description: {field: 'tip'},
          ...(paths && {order: {field: 'step', type: 'quantitative'}}),
        },
      },
      ...(several && !paths
        ? [
            {
              mark: {type: 'line' as const, clip},
              // In the order of the data a curve that begins later would lead the median back.
              encoding: {
                y: {...vertical, aggregate: 'median' as const},
                order: {field: 'x', type: 'quantitative' as const},
                description: {value: 'median'},
              },
            },
          ]
        : []),
    ],
  };
  return withChance(panel, heights, y);
}
