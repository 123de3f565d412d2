import {declareTable} from '../../src/tables/declare.ts';
import {curveColumns, endColumns} from '../shared/line-columns.ts';
import {basinColumns, planeColumns} from '../shared/plane-columns.ts';

export const ends = declareTable(
  'e4-ends',
  'One line between two endpoints of different n, with the widths of its ends.',
  endColumns,
);

export const curves = declareTable('e4-curves', 'One point of one of these lines.', curveColumns);

export const planes = declareTable(
  'e4-planes',
  'One point of a random plane through an end of one of these lines.',
  planeColumns,
);

export const basins = declareTable(
  'e4-basins',
  'One random plane through an end of one of these lines.',
  basinColumns,
);
