import type {Target} from './plan.ts';

/** A train loss that was measured, and when [epochs]. */
export interface Check {
  readonly epoch: number;
  readonly loss: number;
}

/** Two checks are never closer than this part of `checkEpochs`. */
const CLOSEST = 0.2;

/**
 * When to measure the train loss again [epochs]. The time left is read off the last two losses as if
 * the loss fell exponentially; a loss that does not fall is looked at every `checkEpochs`. What falls faster than that
 * is found by going back (target-search.ts).
 */
export function nextCheck({trainLoss, checkEpochs}: Target, before: Check, now: Check): number {
  const decay = Math.log(before.loss / now.loss) / (now.epoch - before.epoch);
  const left = decay > 0 ? Math.log(now.loss / trainLoss) / decay : Infinity;
  const wait = Math.min(checkEpochs, Math.max(checkEpochs * CLOSEST, left));
  return now.epoch + wait;
}
