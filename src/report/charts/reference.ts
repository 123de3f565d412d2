import {colour} from '../look/palette.ts';
import type {Panel} from './panel.ts';

/** A chart with dashed lines at given places of an axis: a margin, a peak, nothing found. */
export function withReference(panel: Panel, axis: 'x' | 'y', places: readonly number[]): Panel {
  const {encoding = {}, layer, ...rest} = panel;
  return {
    ...rest,
    layer: [
      ...places.map((place) => ({
        data: {values: [{}]},
        mark: {type: 'rule' as const, strokeDash: [3, 3], color: colour('muted')},
        encoding: {[axis]: {datum: place, type: 'quantitative' as const}},
      })),
      {encoding, layer},
    ],
  };
}
