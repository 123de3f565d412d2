import type {FigureBuilder} from '../figure.ts';
import {e1Figures} from './e1.ts';
import {e2Figures} from './e2.ts';
import {e3Figures} from './e3.ts';
import {e4Figures} from './e4.ts';
import {e5Figures} from './e5.ts';
import {e6Figures} from './e6.ts';
import {e7Figures} from './e7.ts';
import {e8Figures} from './e8.ts';
import {e9Figures} from './e9.ts';
import {theoryFigures} from './theory.ts';
import {xFigures} from './x.ts';

/** Who draws the figures of each experiment, in the order of the slides. */
export const figureBuilders: ReadonlyMap<string, FigureBuilder> = new Map([
  ['T', theoryFigures],
  ['E1', e1Figures],
  ['E2', e2Figures],
  ['E3', e3Figures],
  ['E4', e4Figures],
  ['E5', e5Figures],
  ['E6', e6Figures],
  ['E7', e7Figures],
  ['E8', e8Figures],
  ['E9', e9Figures],
  ['X', xFigures],
]);
