import {textWidth} from '../draw/text-width.ts';
import {formatScientific} from '../format/number.ts';
import {noiseScale} from '../look/noise-scale.ts';
import {seriesColours} from '../look/palette.ts';

/** What tells lines and points of one chart apart: a colour, and a dash or shape with it. */
export interface Groups {
  /** Title of the legend; null where the names speak for themselves. */
  readonly title: string | null;
  readonly domain: string[];
  readonly range: string[];
  /** Dashes of lines, in the order of `domain`. */
  readonly dashes: number[][];
  /** What the legend may take [px]: the width of the plot. */
  readonly legendWidth?: number;
}

const dashes = [
  [1, 0],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [4, 4],
  [1, 3],
];

/** Named series, in the order given; at most six. */
export const seriesGroups = (names: readonly string[], title: string | null = null): Groups => {
  const domain = [...new Set(names)];
  if (domain.length > seriesColours.length) {
    throw new Error(`A chart tells at most six series apart; got ${domain.join(', ')}.`);
  }
  return {
    title,
    domain,
    range: seriesColours.slice(0, domain.length),
    dashes: dashes.slice(0, domain.length),
  };
};

/** The group of a noise level. */
export const noiseGroup = (noise: number): string => formatScientific(noise, 2);

/** Levels of the noise n = η/S: redder is higher. */
export const noiseGroups = (noises: readonly number[]): Groups => {
  const {domain, range} = noiseScale(noises);
  return {title: 'n', domain: domain.map(noiseGroup), range, dashes: domain.map(() => [1, 0])};
};

/** What a legend may take above a plot of the usual width [px], and what an entry takes beside its name. */
const LEGEND_WIDTH = 350;
const ENTRY_WIDTH = 28;
const FONT_SIZE = 11;

/** As many columns as fit: a legend that is wider than its chart makes the chart small on a narrow screen. */
function legendOf({domain, legendWidth = LEGEND_WIDTH}: Groups) {
  if (domain.length < 2) return null;
  const widest = Math.max(...domain.map((name) => textWidth(name, FONT_SIZE))) + ENTRY_WIDTH;
  const columns = Math.max(1, Math.min(domain.length, 4, Math.floor(legendWidth / widest)));
  return {columns, symbolOpacity: 1};
}

/** The colour channel of a field `group`. */
export const groupColour = (groups: Groups) => ({
  field: 'group',
  type: 'nominal' as const,
  title: groups.title,
  scale: {domain: groups.domain, range: groups.range},
  legend: legendOf(groups),
});

/** The dash channel of a field `group`; its legend merges with that of the colour. */
export const groupDash = (groups: Groups) => ({
  field: 'group',
  type: 'nominal' as const,
  title: groups.title,
  scale: {domain: groups.domain, range: groups.dashes},
  legend: legendOf(groups),
});

/** A short line, as wide as a symbol. */
const bar = 'M-1.4,-0.18L1.4,-0.18L1.4,0.18L-1.4,0.18Z';
const shapes = ['circle', 'square', 'triangle-up', 'cross', 'diamond', 'triangle-right'];

/** The shape channel where some groups are lines without points, which a legend shows as lines. */
export const groupShapeOrLine = (groups: Groups, withPoints: ReadonlySet<string>) => ({
  ...groupShape(groups),
  scale: {
    domain: groups.domain,
    range: groups.domain.map((name, index) =>
      withPoints.has(name) ? (shapes[index % shapes.length] ?? 'circle') : bar,
    ),
  },
});

/** The shape channel of a field `group`. */
export const groupShape = (groups: Groups) => ({
  field: 'group',
  type: 'nominal' as const,
  title: groups.title,
  scale: {domain: groups.domain},
  legend: legendOf(groups),
});
