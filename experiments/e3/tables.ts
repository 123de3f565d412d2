import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {ratesDeclared} from '../shared/run-columns.ts';

export const runs = declareTable(
  'e3-runs',
  'One training after the number of epochs at which all are compared.',
  {
    ...ratesDeclared,
    outcome: text('how the run ended'),
    epoch: number('epochs', 'when it was measured, the same for all'),
    trainLoss: optional(number('nat', 'train loss then; empty where it was not finite')),
    validationAccuracy: number(
      '',
      'accuracy on the validation images, mean over the last quarter of these epochs; diverged: guessing',
    ),
  },
);
