import {z} from 'zod';
import {defineStage, many} from '../src/pipeline/define.ts';
import {curvature} from './kinds/curvature.ts';
import {experimentSummary} from './kinds/experiment-summary.ts';
import {gradientNoise} from './kinds/gradient-noise.ts';
import {interpolation} from './kinds/interpolation.ts';
import {plane} from './kinds/plane.ts';
import {trainingRecord} from './kinds/training-record.ts';

const cell = z.string().describe('name of the run’s cell: E1/lr=0.05,batch=50/seed=1');
const probe = z.object({
  cell,
  snapshot: z.string().describe('the snapshot that the probe was asked for'),
});

/**
 * One node an experiment: from the records of its runs and probes to the evidence for its claims. The
 * parameters name what each input is, in the order in which the inputs are wired; an input without a
 * file (failed, not run) keeps its place and is counted as missing.
 */
export const summarize = defineStage({
  name: 'summarize',
  summary: 'Turns the records of one experiment into evidence for its claims and tidy tables.',
  parameters: z.object({
    experiment: z
      .enum(['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8', 'E9', 'X'])
      .describe('which experiment'),
    runs: z.array(cell).describe('cells of the training records'),
    curvature: z.array(probe).describe('what each curvature record measured'),
    noise: z.array(probe).describe('what each gradient-noise record measured'),
    lines: z
      .array(
        z.object({
          cell: z.string().describe('name of the line’s cell: E4a/seed=1'),
          left: probe.describe('the end at α = 0'),
          right: probe.describe('the end at α = 1'),
        }),
      )
      .describe('what each interpolation joins'),
    planes: z.array(probe).describe('through what each plane goes'),
  }),
  inputs: {
    runs: many(trainingRecord),
    curvature: many(curvature),
    noise: many(gradientNoise),
    lines: many(interpolation),
    planes: many(plane),
  },
  outputs: {summary: experimentSummary},
  resources: ({runs}) => ({
    cpus: 1,
    memoryMB: 300,
    gpu: false,
    seconds: 0.05 + runs.length / 5000,
  }),
  body: new URL('./bodies/summarize.ts', import.meta.url),
});
