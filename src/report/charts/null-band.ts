import {colour} from '../look/palette.ts';
import type {Panel} from './panel.ts';

/** What would be measured at x if there were nothing to find. */
export interface NullRange {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** A chart over a grey band of what would be measured if there were nothing to find. */
export function withNullBand(panel: Panel, ranges: readonly NullRange[]): Panel {
  const {encoding = {}, layer, ...rest} = panel;
  return {
    ...rest,
    layer: [
      {
        data: {values: ranges.map((range) => ({...range}))},
        mark: {type: 'area', color: colour('muted'), opacity: 0.2},
        encoding: {
          x: {field: 'x', type: 'quantitative'},
          y: {field: 'low', type: 'quantitative', aggregate: 'mean'},
          y2: {field: 'high', aggregate: 'mean'},
        },
      },
      {encoding, layer},
    ],
  };
}
