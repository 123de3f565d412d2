import {z} from 'zod';
import {EvaluationSet} from './plan.ts';
import {OUTCOMES} from './outcome.ts';

const Moment = z.object({
  step: z.int().min(0).describe('SGD steps taken [steps]'),
  epoch: z.number().min(0).describe('training images consumed over their number [epochs]'),
  rateTime: z.number().min(0).describe('sum of η over the steps taken, ηt [1]'),
});
/** A point in the life of a run. */
export type Moment = z.output<typeof Moment>;

/** Mean loss and accuracy over a part of the data, in evaluation mode; null when not finite. */
const Metrics = z.object({
  loss: z.number().nullable().describe('mean cross-entropy [nat]'),
  accuracy: z
    .number()
    .describe('fraction of images whose largest logit is that of their label [1]'),
});
export type Metrics = z.output<typeof Metrics>;

export const MetricsOfSets = z.partialRecord(EvaluationSet, Metrics);
export type MetricsOfSets = z.output<typeof MetricsOfSets>;

/** One row of a history. */
export const HistoryRow = Moment.extend({
  learningRate: z.number().describe('η of the step before (of the first step, at the start) [1]'),
  batchSize: z.int().describe('S of the step before (of the first step, at the start) [images]'),
  weightNorm: z.number().nullable().describe('L2 norm of all trained parameters [1]'),
  metrics: MetricsOfSets.describe('by part of the data; noisy and clean only where there is any'),
});
export type HistoryRow = z.output<typeof HistoryRow>;

/** How one run of SGD went. */
export const RunResult = z.object({
  outcome: z.enum(OUTCOMES).describe('how the run ended'),
  history: z.array(HistoryRow).describe('in the order of time; the first row is the start'),
  target: HistoryRow.extend({trainLoss: z.number().describe('the train loss there [nat]')})
    .nullable()
    .describe('where the common train loss was first met; null: never, or not asked for'),
  end: HistoryRow.describe('the last moment, evaluated on every part of the data'),
  snapshots: z
    .array(Moment.extend({name: z.string().describe('epoch-<k>, target or final')}))
    .describe('the weights that were kept; a diverged run has no final'),
});
export type RunResult = z.output<typeof RunResult>;
