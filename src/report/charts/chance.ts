import {colour} from '../look/palette.ts';
import {isInReach, type AxisOptions} from './axis.ts';
import type {Panel} from './panel.ts';

/** A chart with a dotted line at what guessing gives, where its vertical axis tells of that and it is in reach. */
export function withChance(panel: Panel, values: readonly number[], y: AxisOptions): Panel {
  const {chance} = y;
  if (chance === undefined || !isInReach(chance.at, values, y)) return panel;
  const {encoding = {}, layer, data, ...rest} = panel;
  const place = {datum: chance.at, type: 'quantitative' as const};
  const isLowest = values.every((value) => value >= chance.at);
  return {
    ...rest,
    layer: [
      {
        data: {values: [{}]},
        mark: {type: 'rule', strokeDash: [1, 3], strokeWidth: 1.4, color: colour('muted')},
        encoding: {y: place},
      },
      {
        data: {values: [{}]},
        mark: {
          type: 'text',
          align: 'right',
          baseline: isLowest ? 'top' : 'bottom',
          dx: -3,
          dy: isLowest ? 3 : -3,
          color: colour('muted'),
          fontSize: 11,
        },
        encoding: {x: {value: 'width'}, y: place, text: {value: `chance ${chance.text}`}},
      },
      {...(data !== undefined && {data}), encoding, layer},
    ],
  };
}
