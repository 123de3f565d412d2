import type {Arm} from '../e6/settings.ts';

/** The constant η of the quiet half, and the same carried on for longer. */
export const baseline = 'constant-small' satisfies Arm;
export const carriedOn = 'constant-small-longer' satisfies Arm;

/** In the order of the slide's table; the others are cyclic. */
export const schedules: readonly Arm[] = [
  'cyclic-learning-rate',
  'cyclic-batch-size',
  'triangle-learning-rate',
  baseline,
];
