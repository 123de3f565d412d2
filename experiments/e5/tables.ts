import {declareTable, flag, number} from '../../src/tables/declare.ts';
import {hessianDeclared} from '../shared/hessian.ts';
import {curveColumns, endColumns} from '../shared/line-columns.ts';
import {nodeDeclared} from '../shared/run-columns.ts';
import {basinColumns, planeColumns} from '../shared/plane-columns.ts';

/** What the column `panel` says of lines from β = 1 to another β, or to β = 1 of another seed. */
export const panelOf = (beta: number): string =>
  beta === 1 ? 'E5 β=1, two seeds' : `E5 β=${beta}`;

export const ends = declareTable(
  'e5-ends',
  'One line between two endpoints of equal n, with the widths of its ends.',
  endColumns,
);

export const curves = declareTable('e5-curves', 'One point of one of these lines.', curveColumns);

export const norms = declareTable('e5-norms', 'The Hessian at one end of one of these lines.', {
  ...nodeDeclared,
  beta: number('', 'factor on η = 0.1 and S = 50'),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  ...hessianDeclared,
  missedTarget: flag('whether the run missed the common train loss'),
  trainLoss: number('nat', 'train loss there'),
});

export const planes = declareTable(
  'e5-planes',
  'One point of a random plane through an end of one of these lines.',
  planeColumns,
);

export const basins = declareTable(
  'e5-basins',
  'One random plane through an end of one of these lines.',
  basinColumns,
);
