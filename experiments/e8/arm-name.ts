import {scheduleName} from '../shared/schedules.ts';
import {baseline, carriedOn, loud, loudCarriedOn} from './arms.ts';

/** How figures call a schedule; carried on or not, it is one. */
export function armName(schedule: string): string {
  if (schedule === baseline || schedule === carriedOn) return 'baseline';
  return scheduleName(schedule === loudCarriedOn ? loud : schedule);
}
