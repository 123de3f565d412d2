import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {ratesDeclared} from '../shared/run-columns.ts';

export const curves = declareTable('e7-curves', 'One evaluation of one training.', {
  panel: optional(text('claim that the run belongs to')),
  ...ratesDeclared,
  epoch: number('epochs', 'when it was evaluated'),
  rateTime: number('', 'ηt then, the sum of η over the steps'),
  memorization: optional(number('', 'accuracy on the randomly labelled part of the training set')),
  cleanAccuracy: optional(number('', 'accuracy on the rest of the training set')),
  validationAccuracy: optional(number('', 'accuracy on clean validation images')),
});

export const crossings = declareTable(
  'e7-crossings',
  'One training where it first reaches a level of memorization, on the path of means of three neighbouring evaluations.',
  {
    panel: text('the claim that it is about'),
    ...ratesDeclared,
    level: number('', 'accuracy on the random labels'),
    rateTime: number('', 'ηt there, the sum of η over the steps'),
    validationAccuracy: number('', 'accuracy on clean validation images there'),
  },
);

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
