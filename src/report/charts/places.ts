import {axis, type AxisOptions} from './axis.ts';
import {groupColour, type Groups} from './groups.ts';
import type {Panel} from './panel.ts';

/** A place on the horizontal axis that belongs to a group. */
export interface Place {
  readonly x: number;
  readonly group: string;
  /** See `tip`. */
  readonly tip: string;
}

/** A chart with dashed lines at places of its horizontal axis, in the colours of their groups. */
export function withPlaces(
  panel: Panel,
  places: readonly Place[],
  {groups, x}: {readonly groups: Groups; readonly x: AxisOptions},
): Panel {
  const {encoding = {}, layer, data, ...rest} = panel;
  return {
    ...rest,
    layer: [
      {
        data: {values: places.map((place) => ({...place}))},
        mark: {type: 'rule', strokeDash: [3, 3], strokeWidth: 1.2},
        encoding: {
          x: axis(
            'x',
            places.map((place) => place.x),
            x,
          ),
          color: groupColour(groups),
          description: {field: 'tip'},
        },
      },
      {...(data !== undefined && {data}), encoding, layer},
    ],
  };
}
