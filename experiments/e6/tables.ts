import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

export const curves = declareTable('e6-curves', 'One evaluation of one training.', {
  ...nodeDeclared,
  arm: text('which schedule'),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  epoch: number('epochs', 'when it was evaluated'),
  learningRate: number('', 'learning rate η then'),
  batchSize: number('images', 'batch size S then'),
  noise: number('', 'n = η/S then'),
  trainLoss: optional(number('nat', 'loss on a fixed part of the training set')),
  trainAccuracy: optional(number('', 'accuracy on that part')),
  testAccuracy: optional(number('', 'accuracy on the test set')),
});

const pairColumns = {
  pair: text('cyclic and constant: equal n; control: rescaled by √c instead of c'),
  set: text('test or train'),
};

export const differences = declareTable(
  'e6-differences',
  'The difference between the learning curves of a pair at one evaluation, over seeds.',
  {
    ...pairColumns,
    epoch: number('epochs', 'when it was evaluated'),
    difference: number('', 'mean over seeds of the difference of accuracy'),
    low: optional(number('', 'lower end of its 95% interval')),
    high: optional(number('', 'upper end of its 95% interval')),
  },
);

export const fit = declareTable(
  'e6-fit',
  'How far the learning curves of a pair lie apart at one seed; those of the control should lie further.',
  {
    ...pairColumns,
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    meanDistance: number('', 'mean over evaluations of the absolute difference of accuracy'),
    largestDistance: number('', 'largest absolute difference'),
  },
);
