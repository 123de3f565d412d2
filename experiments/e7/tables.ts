import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {ratesDeclared} from '../shared/run-columns.ts';

export const curves = declareTable('e7-curves', 'One evaluation of one training.', {
  panel: optional(text('claim that the run belongs to')),
  ...ratesDeclared,
  epoch: number('epochs', 'when it was evaluated'),
  memorization: optional(number('', 'accuracy on the randomly labelled part of the training set')),
  cleanAccuracy: optional(number('', 'accuracy on the rest of the training set')),
  validationAccuracy: optional(number('', 'accuracy on clean validation images')),
});

export const levels = declareTable(
  'e7-levels',
  'The rank correlation of n with accuracy over the runs of one seed at one level of memorization.',
  {
    panel: text('the claim that it is about'),
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    level: number('', 'accuracy on the random labels at which runs are compared'),
    rho: number('', 'Spearman ρ of n with clean validation accuracy there'),
    runs: number('', 'runs that reached the level'),
  },
);
