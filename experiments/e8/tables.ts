import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {hessianDeclared} from '../shared/hessian.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

/** The slide's table, seed by seed. */
export const schedules = declareTable('e8-schedules', 'One training at its end.', {
  schedule: text('constant-small is the baseline, constant-loud holds the noise of the loud half'),
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  testAccuracy: number('', 'accuracy on the test set at the end'),
  validationAccuracy: number('', 'accuracy on the validation images at the end'),
  trainLoss: optional(number('nat', 'train loss at the end')),
  ...hessianDeclared,
  weightNorm: optional(number('', 'L2 norm of all weights at the end')),
});

/** Loss and norm along the way. */
export const cycle = declareTable('e8-cycle', 'One probe of one training along its way.', {
  schedule: text(
    'constant-small is the baseline, constant-loud holds the noise of the loud half; -longer: the same carried on',
  ),
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  epoch: number('epochs', 'when it was probed'),
  phase: optional(
    number('', 'place in the cycle: 0.5 ends the loud half, 1 the quiet half; empty: no cycle'),
  ),
  loss: number('nat', 'train loss on the images of the probe'),
  ...hessianDeclared,
  frobenius: number(hessianDeclared.frobenius.unit, hessianDeclared.frobenius.meaning),
});
