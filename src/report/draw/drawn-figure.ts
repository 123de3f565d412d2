import type {Figure} from '../figure.ts';
import {draw} from './draw.ts';
import {stacked} from './stacked.ts';

/** A figure and its place in the report, from 1. */
export interface NumberedFigure {
  readonly figure: Figure;
  readonly number: number;
}

/** A figure with its pictures. */
export interface DrawnFigure extends NumberedFigure {
  /** The picture in the light colours. */
  readonly svg: string;
  /** The same with its panels one below the other, for a narrow screen; only where it has panels. */
  readonly narrow: string | undefined;
}

export async function drawFigure(figure: Figure, number: number): Promise<DrawnFigure> {
  const tall = stacked(figure.spec);
  return {
    figure,
    number,
    svg: await draw(figure.spec),
    narrow: tall && (await draw(tall)),
  };
}
