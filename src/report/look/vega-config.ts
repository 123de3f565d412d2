import type {Config} from 'vega-lite';
import {colour, seriesColours} from './palette.ts';

/** The stack of the page's sans-serif text; the reader's own fonts, nothing is loaded. */
export const sansFont = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

const text = {
  labelColor: colour('muted'),
  titleColor: colour('ink'),
  labelFontSize: 12,
  titleFontSize: 12.5,
  titleFontWeight: 500,
} as const;

/** The one look of all figures. A specification states what is drawn; this states how it looks. */
export const vegaConfig = {
  background: 'transparent',
  font: sansFont,
  padding: 6,
  view: {stroke: null, continuousWidth: 330, continuousHeight: 250},
  axis: {
    ...text,
    domainColor: colour('muted'),
    tickColor: colour('muted'),
    gridColor: colour('grid'),
    tickSize: 4,
    labelPadding: 5,
    titlePadding: 9,
    tickCount: 5,
    labelOverlap: true,
    labelSeparation: 4,
  },
  axisY: {domain: false, ticks: false},
  axisX: {grid: false, labelFlush: false},
  legend: {
    ...text,
    orient: 'top',
    direction: 'horizontal',
    symbolSize: 70,
    columnPadding: 14,
    titlePadding: 8,
    titleOrient: 'left',
    symbolStrokeWidth: 1.5,
  },
  header: {...text},
  title: {color: colour('ink'), fontSize: 12.5, fontWeight: 500, anchor: 'start', offset: 8},
  range: {category: [...seriesColours]},
  point: {size: 46, strokeWidth: 1.4, opacity: 0.9},
  line: {strokeWidth: 1.8},
  rule: {color: colour('muted')},
  text: {color: colour('ink'), fontSize: 12},
} satisfies Config;
