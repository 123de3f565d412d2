import {z} from 'zod';
import {RunResult} from './record.ts';

const Check = z.object({epoch: z.number(), loss: z.number()});

/** The counters of a run: with the learner's state and the snapshots, all that the rest depends on. */
export const RunState = RunResult.pick({history: true, target: true, snapshots: true}).extend({
  step: z.int(),
  /** Training images consumed. */
  images: z.int(),
  rateTime: z.number(),
  learningRate: z.number(),
  batchSize: z.int(),
  /** Loss of the first batch; null before the first step. */
  startLoss: z.number().nullable(),
  /** Least train loss of all evaluations; null before the first that is finite. */
  leastTrainLoss: z.number().nullable(),
  /** The last measured train loss on the way to the target, and when the next is due [epochs]. */
  lastCheck: Check.nullable(),
  nextCheck: z.number(),
  /** A step to come that is known to have too small a loss for the target. */
  below: z.int().nullable(),
  /** Number of the next row of the history. */
  nextRow: z.int(),
  diverged: z.boolean(),
});
export type RunState = z.output<typeof RunState>;
