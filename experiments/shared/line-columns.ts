import {flag, number, optional, text, type RowOf} from '../../src/tables/declare.ts';
import {nodeDeclared} from './run-columns.ts';

/** One line between two endpoints, with what is known of its ends. */
export const endColumns = {
  panel: text('which pair of settings'),
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  left: text('settings at α = 0'),
  right: text('settings at α = 1'),
  leftWidth: optional(number('', 'range of α around α = 0 with train loss within δ of that end')),
  rightWidth: optional(number('', 'the same around α = 1')),
  leftOpen: flag('whether that range reaches the border of the grid'),
  rightOpen: flag('the same at α = 1'),
  missedTarget: flag('whether an end missed the common train loss'),
  distance: number('', '‖θ₂ − θ₁‖ between the ends'),
  barrier: optional(
    number('nat', 'highest train loss from α = 0 to 1, less the mean of those at the ends'),
  ),
  leftCurvature: optional(
    number(
      'nat',
      'second derivative of the train loss in α at α = 0, fitted to the range within δ',
    ),
  ),
  rightCurvature: optional(number('nat', 'the same at α = 1')),
  logWidthRatio: optional(number('', 'ln(right width / left width)')),
  logCurvatureRatio: optional(number('', 'ln(right curvature / left curvature)')),
};
export type Ends = RowOf<typeof endColumns>;

/** One point of one line. */
export const curveColumns = {
  panel: text('which pair of settings'),
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  alpha: number('', 'place on the line: 0 is left, 1 is right'),
  trainLoss: optional(number('nat', 'BN statistics recomputed')),
  trainLossInterpolated: optional(number('nat', 'BN statistics interpolated')),
  validationLoss: optional(number('nat', 'BN statistics recomputed')),
  trainAccuracy: optional(number('', 'BN statistics recomputed')),
  validationAccuracy: optional(number('', 'BN statistics recomputed')),
};
export type CurvePoint = RowOf<typeof curveColumns>;
