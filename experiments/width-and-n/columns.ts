import {number, optional, text, type RowOf} from '../../src/tables/declare.ts';
import {hessianDeclared} from '../shared/hessian.ts';
import {runDeclared} from '../shared/run-columns.ts';

/** One run at one moment: where it reached the common train loss, or after a fixed number of epochs. */
export const pointColumns = {
  ...runDeclared,
  epoch: number('epochs', 'when it was measured'),
  trainLoss: optional(number('nat', 'train loss then')),
  validationAccuracy: optional(number('', 'accuracy on the validation images then')),
  ...hessianDeclared,
  weightNorm: optional(number('', 'L2 norm of all weights then')),
};
export type Point = RowOf<typeof pointColumns>;

/** Rank correlations of n with a quantity over the runs of a group. */
export const correlationColumns = {
  group: text('which runs, and when they were measured'),
  quantity: text('what n is correlated with'),
  given: text('what is held fixed (partial rank correlation)'),
  rho: optional(number('', 'mean Spearman ρ over seeds, by Fisher’s z')),
  low: optional(number('', 'lower end of its 95% interval')),
  high: optional(number('', 'upper end of its 95% interval')),
  pBelow: optional(number('', 'one-sided p in favour of ρ < 0, uncorrected')),
  pAbove: optional(number('', 'one-sided p in favour of ρ > 0, uncorrected')),
  seeds: number('', 'seeds that have a correlation'),
  cells: number('', 'fewest cells of a seed'),
};
