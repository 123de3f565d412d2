import {z} from 'zod';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {onePart} from '../../src/pipeline/parts.ts';
import {Look} from '../../src/judging/looks.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {Settings} from '../../src/study/settings.ts';
import {probeRecord} from '../probe-record.ts';
import {studyRecord} from '../study/record.ts';
import {trainingRecord} from '../train/record.ts';
import {experimentSummary} from './record.ts';

const planned = {
  cell: z.string().describe('its label'),
  settings: Settings.describe('what tells it from others of its experiment'),
  replicate: z.int().describe('which replicate'),
};
const AboutRun = z.object(planned);
const AboutProbe = z.object({
  ...planned,
  kind: z.string().describe('the kind of probe'),
  at: z
    .array(z.object({cell: z.string(), snapshot: z.string()}))
    .min(1)
    .describe('labels of the runs, and the snapshots that were asked for'),
});
const AboutStudy = z.object({cell: z.string().describe('its label')});
export type AboutRun = z.output<typeof AboutRun>;
export type AboutProbe = z.output<typeof AboutProbe>;

/**
 * One node an experiment: from the records of its runs, probes and studies to the evidence for its claims. A record
 * without a file (failed, not run) keeps its place and is counted as missing.
 */
export const summarize = defineStage({
  name: 'summarize',
  summary: 'Turns the records of one experiment into evidence for its claims and tidy tables.',
  parameters: z.object({
    experiment: z.string().describe('which experiment'),
    looks: z
      .array(Look)
      .default([])
      .describe('looks so far, the last at all replicates; none: one look of all the weight'),
  }),
  inputs: {
    runs: many(trainingRecord, AboutRun),
    probes: many(probeRecord, AboutProbe),
    studies: many(studyRecord, AboutStudy),
  },
  outputs: {summary: experimentSummary},
  resources: (_, upstream) => ({
    cpus: 1,
    memoryMB: 300,
    gpu: false,
    seconds: 0.05 + upstream('runs').length / 5000,
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: {summary: onePart<Summarize>()},
});
