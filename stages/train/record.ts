import {z} from 'zod';
import {ModelSpec} from '../../src/models/spec.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import {RunResult} from '../../src/training/record.ts';

/** All that is to be known of one training: what was asked for, and how it went. */
export const TrainingRecord = z.object({
  dataset: z.object({
    name: z.string().describe('the collection'),
    extent: z.string().describe('sample: the embedded part; full: the whole'),
  }),
  model: ModelSpec,
  parameterCount: z.int().describe('trained parameters [parameters]'),
  plan: TrainingPlan,
  seed: z.int().describe('of the replicate: initialisation, order of examples, label noise'),
  noise: z.number().describe('n = η/S at the loud end of a cycle [1]'),
  effectiveNoise: z.number().describe('n/(1 − μ) with momentum μ [1]'),
  result: RunResult,
});
export type TrainingRecord = z.output<typeof TrainingRecord>;

export const trainingRecord = jsonArtifact('training-record', TrainingRecord);
