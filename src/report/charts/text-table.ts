import {colour} from '../look/palette.ts';
import type {Panel} from './panel.ts';

/** One cell: what was found, and below it what it is compared with. */
export interface TextCell {
  readonly row: string;
  readonly column: string;
  readonly value: string;
  readonly beside: string;
  /** See `tip`. */
  readonly tip: string;
}

/** A table of numbers in words, where a chart would say less: rows and columns in the order of the cells. */
export function textTable(cells: readonly TextCell[]): Panel {
  const order = (field: 'row' | 'column') => [...new Set(cells.map((cell) => cell[field]))];
  const plain = {grid: false, ticks: false, domain: false};
  return {
    data: {values: cells.map((cell) => ({...cell}))},
    width: {step: 92},
    height: {step: 44},
    encoding: {
      x: {
        field: 'column',
        type: 'nominal',
        sort: order('column'),
        title: null,
        axis: {...plain, orient: 'top', labelAngle: 0, labelOverlap: false},
      },
      y: {field: 'row', type: 'nominal', sort: order('row'), title: null, axis: plain},
    },
    layer: [
      {
        mark: {type: 'text', dy: -7},
        encoding: {text: {field: 'value'}, description: {field: 'tip'}},
      },
      {
        mark: {type: 'text', dy: 8, fontSize: 11, color: colour('muted')},
        encoding: {text: {field: 'beside'}},
      },
    ],
  };
}
