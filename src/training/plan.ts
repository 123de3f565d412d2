import {z} from 'zod';

const cycle = {
  cycleEpochs: z.number().positive().describe('length of one cycle [epochs]'),
  ratio: z.number().gt(1).describe('loudest noise over quietest noise of a cycle [1]'),
};

/**
 * How learning rate η and batch size S move. The plan's `learningRate` and `batchSize` are the
 * loud end of a cycle, so that η/S is the largest noise that a run ever sees.
 */
export const Schedule = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('constant').describe('η and S stay as they are')}),
  z.object({
    kind: z
      .literal('discrete-learning-rate')
      .describe('square wave: η, then η/ratio, half a cycle each'),
    ...cycle,
  }),
  z.object({
    kind: z
      .literal('discrete-batch-size')
      .describe('square wave: S, then S·ratio, half a cycle each'),
    ...cycle,
  }),
  z.object({
    kind: z
      .literal('triangle-learning-rate')
      .describe('η/ratio up to η in half a cycle, and down again'),
    ...cycle,
  }),
  z.object({
    kind: z.literal('piecewise').describe('pieces one after the other; the last one stays'),
    pieces: z
      .array(
        z.object({
          epochs: z.number().positive().describe('length of the piece [epochs]'),
          learningRate: z.number().positive().describe('η in this piece [1]'),
          batchSize: z.int().positive().describe('S in this piece [images]'),
        }),
      )
      .min(1)
      .describe('the pieces, in order'),
  }),
]);
export type Schedule = z.output<typeof Schedule>;

/** Raises the variance of the gradient at fixed η and S: the talk's third factor. */
export const AddedNoise = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('none').describe('the gradient as it is')}),
  z.object({
    kind: z
      .literal('example-weights')
      .describe(
        'each example of a batch weighs 1 + strength·z, z ~ N(0,1): unbiased; the covariance C of ' +
          'per-example gradients gains strength²·E[ggᵀ]',
      ),
    strength: z.number().positive().describe('standard deviation of the weight of an example [1]'),
  }),
  z.object({
    kind: z
      .literal('labels')
      .describe('at each visit a label is redrawn with this chance, for the gradient only'),
    strength: z.number().gt(0).max(1).describe('chance that a label is redrawn [1]'),
  }),
]);
export type AddedNoise = z.output<typeof AddedNoise>;

/** When a run ends: at the first limit it meets, or at the target. */
export const Limits = z
  .object({
    epochs: z.number().positive().optional().describe('passes over the training set [epochs]'),
    steps: z.int().positive().optional().describe('SGD steps [steps]'),
    rateTime: z.number().positive().optional().describe('sum of η over the steps, ηt [1]'),
  })
  .refine((limits) => Object.values(limits).some((limit) => limit !== undefined), {
    message: 'Give at least one limit: epochs, steps or rateTime.',
  });
export type Limits = z.output<typeof Limits>;

/** Stops (or marks) a run at a common train loss, whatever its noise. */
export const Target = z.object({
  trainLoss: z
    .number()
    .positive()
    .describe(
      'mean cross-entropy in evaluation mode on the evaluation images of the training set [nat]',
    ),
  tolerance: z
    .number()
    .positive()
    .default(0.005)
    .describe('the weights that count have this loss, give or take [nat]'),
  checkEpochs: z
    .number()
    .positive()
    .default(0.5)
    .describe(
      'longest stretch between two checks; they close in as the loss nears the target [epochs]',
    ),
  then: z
    .enum(['stop', 'continue'])
    .default('stop')
    .describe(
      'what happens after the target: end, as soon as every epoch of snapshotEpochs is kept, or go on to the limits',
    ),
});
export type Target = z.output<typeof Target>;

/** The parts of the data that a history may follow. */
export const EvaluationSet = z.enum(['train', 'validation', 'test', 'noisy', 'clean']);
export type EvaluationSet = z.output<typeof EvaluationSet>;

/** An optimiser, as plans and records name it: only itself knows its settings. */
export const OptimiserSpec = z.looseObject({
  name: z.string().describe('a name of src/training/optimisers/index.ts'),
});
export type OptimiserSpec = z.output<typeof OptimiserSpec>;

/** Everything that a run of SGD is told, but for its data, model and seed. */
export const TrainingPlan = z.object({
  learningRate: z.number().positive().describe('learning rate η, at the loud end of a cycle [1]'),
  batchSize: z.int().positive().describe('batch size S, at the loud end of a cycle [images]'),
  momentum: z.number().min(0).lt(1).default(0).describe('momentum μ: v ← μv + g, θ ← θ − ηv [1]'),
  optimiser: OptimiserSpec.optional().describe(
    'how a step follows the gradient; absent: SGD, with the momentum above',
  ),
  schedule: Schedule.default({kind: 'constant'}).describe('how η and S move'),
  limits: Limits.describe('the run ends at the first of these'),
  target: Target.optional().describe('common train loss; absent: run to the limits'),
  trainSize: z
    .int()
    .positive()
    .describe('train on the first so many images of the training split [images]'),
  labelNoise: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('fraction of training labels that are redrawn uniformly, once, before training [1]'),
  order: z
    .int()
    .min(2)
    .optional()
    .describe('another order of the examples, by its number; absent: that of the replicate'),
  gradientNoise: AddedNoise.default({kind: 'none'}).describe('added variance of the gradient'),
  augmentation: z
    .boolean()
    .default(false)
    .describe('shift by up to ±4 pixels (zero fill) and flip left-right, at random'),
  history: z
    .object({
      everyEpochs: z.number().positive().default(1).describe('distance of two rows [epochs]'),
      everyRateTime: z
        .number()
        .positive()
        .optional()
        .describe('their distance in ηt, the sum of η over the steps, instead of epochs [1]'),
      sets: z
        .array(EvaluationSet)
        .default(['train', 'validation'])
        .describe('parts of the data that every row evaluates; the last row adds test'),
    })
    .prefault({})
    .describe('the curve that the record keeps'),
  evaluationSize: z
    .int()
    .positive()
    .default(1000)
    .describe(
      'the most images of a training part that an evaluation reads, the first ones [images]',
    ),
  snapshotEpochs: z
    .array(z.number().min(0))
    .default([])
    .describe(
      'epochs whose weights are kept, as epoch-<k>; final and target are always kept [epochs]',
    ),
});
export type TrainingPlan = z.output<typeof TrainingPlan>;
