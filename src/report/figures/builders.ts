import type {FigureBuilder} from '../figure.ts';
import {e1Figures} from './e1.ts';
import {e2Figures} from './e2.ts';

/** Who draws the figures of each experiment, in the order of the slides. */
export const figureBuilders: ReadonlyMap<string, FigureBuilder> = new Map([
  ['E1', e1Figures],
  ['E2', e2Figures],
]);
