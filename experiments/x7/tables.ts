import {declareTable, number, optional} from '../../src/tables/declare.ts';
import {ratesDeclared} from '../shared/run-columns.ts';

export const path = declareTable('x7-path', 'The λ_max of one training at one moment.', {
  ...ratesDeclared,
  share: number('', 'share of all steps that were made by then'),
  trainLoss: number('nat', 'loss over all training images, batch norm in training mode'),
  lambdaMax: optional(
    number('', 'largest eigenvalue of its Hessian; empty if it did not converge'),
  ),
  product: optional(number('', 'ηλ_max: full-batch descent is unstable above 2')),
});
