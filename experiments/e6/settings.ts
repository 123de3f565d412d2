import {z} from 'zod';
import type {ObservedRun} from '../../src/study/observations.ts';

/**
 * The arms of E6 and E8. Within a pair n is equal at all times: cyclic S with cyclic η, and the two
 * constant ones. `rescaled-by-root` is the control: η·√5 at 5·S, which keeps η/√S instead of n.
 * `constant-loud` holds the loudest noise of the cycles, for E8; `constant-small-longer`, the baseline of E8, and
 * `constant-loud-longer` are carried on, to where their train loss is that of the cycles.
 */
const Arm = z.enum([
  'cyclic-batch-size',
  'cyclic-learning-rate',
  'triangle-learning-rate',
  'constant-small',
  'constant-small-longer',
  'constant-large',
  'constant-loud',
  'constant-loud-longer',
  'rescaled-by-root',
]);
export type Arm = z.output<typeof Arm>;

const E6Settings = z.object({arm: Arm});

/** The arm of a run; all that the summaries of E6 and E8 read of its settings. */
export const armOf = ({settings}: Pick<ObservedRun, 'settings'>): Arm =>
  E6Settings.parse(settings).arm;
