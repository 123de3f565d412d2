import {textWidth} from '../draw/text-width.ts';
import {colour} from '../look/palette.ts';
import {axis} from './axis.ts';
import {groupColour, groupShape, seriesGroups} from './groups.ts';
import type {Panel} from './panel.ts';

/** One estimate with its 95% interval, as a row of the chart. */
export interface IntervalRow {
  /** A line break in it is kept. */
  readonly label: string;
  /** Rows of one label are told apart by their group: a colour and a shape. */
  readonly group: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly tip: string;
}

export interface Intervals {
  readonly rows: readonly IntervalRow[];
  /** Title of the horizontal axis, with its unit. */
  readonly quantity: string;
  /** Where nothing would be found: a dashed line. */
  readonly reference?: number;
}

/** Labels and plot together [px]: more would make the letters small on a narrow screen. */
const TOTAL_WIDTH = 350;
const LABEL_LIMIT = 220;
const labelWidth = (labels: readonly string[]): number =>
  Math.min(
    LABEL_LIMIT,
    Math.max(0, ...labels.flatMap((label) => label.split('\n')).map((line) => textWidth(line, 11))),
  );

/** Estimates one below the other, each a mark with its interval. */
export function intervals({rows, quantity, reference}: Intervals): Panel {
  const labels = [...new Set(rows.map((row) => row.label))];
  const width = Math.max(140, Math.min(220, TOTAL_WIDTH - labelWidth(labels)));
  const groups = {...seriesGroups(rows.map((row) => row.group)), legendWidth: width};
  const ends = rows.flatMap(({low, high}) => [low, high]);
  const x = (field: string) => axis(field, ends, {title: quantity});
  const row = {
    y: {
      field: 'label',
      type: 'nominal' as const,
      sort: labels,
      title: null,
      axis: {labelExpr: String.raw`split(datum.label, '\n')`, labelLimit: LABEL_LIMIT, grid: false},
    },
    yOffset: {field: 'group', type: 'nominal' as const, sort: groups.domain},
    color: groupColour(groups),
    description: {field: 'tip'},
  };
  return {
    data: {values: rows.map((each) => ({...each}))},
    height: {step: groups.domain.length < 2 ? 34 : 18},
    width,
    layer: [
      ...(reference === undefined
        ? []
        : [
            {
              mark: {type: 'rule' as const, strokeDash: [3, 3], color: colour('muted')},
              encoding: {
                x: {datum: reference, type: 'quantitative' as const, title: quantity},
              },
            },
          ]),
      {
        mark: {type: 'rule', strokeWidth: 2},
        encoding: {...row, x: x('low'), x2: {field: 'high'}},
      },
      {
        mark: {type: 'point', filled: true, size: 62, opacity: 1},
        encoding: {
          ...row,
          x: x('value'),
          shape: groupShape(groups),
        },
      },
    ],
  };
}
