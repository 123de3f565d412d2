import type {TopLevelSpec} from 'vega-lite';
import type {ExperimentSummary, Verdicts} from '../judging/results.ts';
import type {Table} from '../tables/table.ts';

/** One figure of the report: what it says, what it draws, and the data behind it. */
export interface Figure {
  /** Kebab-case, unique: e1a-sharpness. Also the anchor and the file name of its downloads. */
  readonly id: string;
  readonly experiment: string;
  readonly claims: readonly string[];
  /** Heading of the slide it answers. */
  readonly slide: string;
  /** The finding, as a sentence, made from the numbers. */
  readonly title: string;
  /** How to read it: what a point is, what an interval is, what was left out and why. */
  readonly caption: string;
  /** What the figure shows, for someone who does not see it. */
  readonly alt: string;
  /** Colours, fonts and sizes come from the report's one look, never from here. */
  readonly spec: TopLevelSpec;
  readonly tables: readonly Table[];
}

/** Builds the figures of one experiment from its summary; a pure function. */
export type FigureBuilder = (summary: ExperimentSummary, verdicts: Verdicts) => readonly Figure[];
