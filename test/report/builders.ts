import {experiments} from '../../experiments/index.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';

const loaded = await Promise.all(
  experiments.map(async ({id, figures}) => [id, (await figures.load()).default] as const),
);

/** Who draws the figures of each experiment, as the report is given them. */
export const figureBuilders: Readonly<Record<string, FigureBuilder | undefined>> =
  Object.fromEntries(loaded);
