import type {Arm} from '../e6/settings.ts';

/** The constant η of the quiet half. */
export const baseline = 'constant-small' satisfies Arm;

/** The noise of the loud half, held: what cycling must beat to be more than noise. */
export const loud = 'constant-loud' satisfies Arm;

/** The baseline carried on for longer, to where its train loss is that of the cycles. */
export const carriedOn = 'constant-small-longer' satisfies Arm;

/** In the order of the slide's table: three that cycle, the baseline, and our own control. */
export const schedules: readonly Arm[] = [
  'cyclic-learning-rate',
  'cyclic-batch-size',
  'triangle-learning-rate',
  baseline,
  loud,
];
