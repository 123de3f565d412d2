import type {Figure} from '../figure.ts';
import {draw} from './draw.ts';
import {panelsOf} from './panels-of.ts';

/** A figure and its place in the report, from 1. */
export interface NumberedFigure {
  readonly figure: Figure;
  readonly number: number;
}

/** A figure with its pictures, in the light colours. */
export interface DrawnFigure extends NumberedFigure {
  /** The whole figure, as a file of its own. */
  readonly svg: string;
  /** Its panels, which the page sets side by side or one below the other. */
  readonly pictures: readonly string[];
}

export async function drawFigure(figure: Figure, number: number): Promise<DrawnFigure> {
  const svg = await draw(figure.spec);
  const panels = panelsOf(figure.spec);
  if (panels.length === 1) return {figure, number, svg, pictures: [svg]};
  const pictures: string[] = [];
  // One after the other: Vega's text metrics are global.
  for (const panel of panels) pictures.push(await draw(panel));
  return {figure, number, svg, pictures};
}
