import type {Arm} from '../e6/settings.ts';

/** The constant η of the quiet half. */
export const baseline = 'constant-small' satisfies Arm;

/** The noise of the loud half, held: what cycling must beat to be more than noise. */
export const loud = 'constant-loud' satisfies Arm;

/** Both carried on for longer, to where their train loss is that of the cycles. */
export const carriedOn = 'constant-small-longer' satisfies Arm;
export const loudCarriedOn = 'constant-loud-longer' satisfies Arm;
export const isCarriedOn = (schedule: string): boolean =>
  schedule === carriedOn || schedule === loudCarriedOn;

/** Square waves, of η and of S. */
export const discrete: readonly Arm[] = ['cyclic-learning-rate', 'cyclic-batch-size'];

export const cyclic: readonly Arm[] = [...discrete, 'triangle-learning-rate'];

/** In the order of the slide's table: those that cycle, and the baseline; our own control last. */
export const schedules: readonly Arm[] = [...cyclic, baseline, loud];
