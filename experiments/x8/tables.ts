import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {ratesDeclared} from '../shared/run-columns.ts';

export const ends = declareTable(
  'x8-ends',
  'One training of E1 where it reached the common train loss.',
  {
    ...ratesDeclared,
    trainLoss: number('nat', 'train loss then'),
    validationAccuracy: number('', 'accuracy on the validation images then'),
    frobenius: number('', 'Frobenius norm of the Hessian then'),
    normalised: optional(number('', 'the same with every filter in units of its norm')),
  },
);

export const correlations = declareTable(
  'x8-correlations',
  'The rank correlation of one norm of the Hessian with validation accuracy in one seed.',
  {
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    norm: text('which norm'),
    given: text('what is held fixed'),
    rho: number('', 'Spearman ρ, partial where something is held fixed'),
  },
);
