import type {FigureBuilder} from '../figure.ts';
import {e1Figures} from './e1.ts';

/** Who draws the figures of each experiment, in the order of the slides. */
export const figureBuilders: ReadonlyMap<string, FigureBuilder> = new Map([['E1', e1Figures]]);
