import {declareTable} from '../../src/tables/declare.ts';
import {endColumns} from '../third-factor/ends.ts';

export const ends = declareTable(
  'x4-runs',
  'One training where it reached the common train loss.',
  endColumns,
);
