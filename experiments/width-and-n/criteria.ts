import type {Criterion} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const id = 'rank-correlation';

/** More noise ends where the Hessian is smaller. */
export const normFalls: Criterion = {
  id,
  quantity: 'Spearman ρ of log n with log ‖H‖_F over cells at the common train loss [1]',
  expect: 'below',
  bound: 0,
  smallest: smallest.correlation,
};

/** More noise ends where accuracy is higher. */
export const accuracyRises: Criterion = {
  id,
  quantity: 'Spearman ρ of log n with validation accuracy over cells at the common train loss [1]',
  expect: 'above',
  bound: 0,
  smallest: smallest.correlation,
};
