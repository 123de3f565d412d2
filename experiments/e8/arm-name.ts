import {scheduleName} from '../shared/schedules.ts';
import {baseline, carriedOn} from './arms.ts';

/** How figures call a schedule; the baseline is one, carried on or not. */
export const armName = (schedule: string): string =>
  schedule === baseline || schedule === carriedOn ? 'baseline' : scheduleName(schedule);
