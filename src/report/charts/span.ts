import {colour} from '../look/palette.ts';
import type {Panel} from './panel.ts';

/** A chart with a shaded part of its horizontal axis, with a word for it. */
export function withSpan(panel: Panel, [from, to]: readonly [number, number], word: string): Panel {
  const {encoding = {}, layer, data, ...rest} = panel;
  const x = {datum: from, type: 'quantitative' as const};
  return {
    ...rest,
    layer: [
      {
        data: {values: [{}]},
        mark: {type: 'rect', color: colour('line'), opacity: 0.5},
        encoding: {x, x2: {datum: to}},
      },
      {
        data: {values: [{}]},
        mark: {type: 'text', align: 'left', baseline: 'top', dx: 4, dy: 4, color: colour('muted')},
        encoding: {x, y: {value: 0}, text: {value: word}},
      },
      {...(data !== undefined && {data}), encoding, layer},
    ],
  };
}
