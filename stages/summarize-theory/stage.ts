import {z} from 'zod';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {onePart} from '../../src/pipeline/parts.ts';
import {experimentSummary} from '../summarize/record.ts';
import {TheoryStudy, type TheoryStudyValue} from '../study/record.ts';

/** From the studies of the theory to the evidence for claims T1–T7; a missing study leaves its claim out. */
export const summarizeTheory = defineStage({
  name: 'summarize-theory',
  summary: 'Tests the claims of the theory over the replicates of its studies.',
  parameters: z.object({}),
  inputs: {studies: many(TheoryStudy)},
  outputs: {summary: experimentSummary},
  resources: () => ({cpus: 1, memoryMB: 200, gpu: false, seconds: 0.1}),
  body: new URL('./body.ts', import.meta.url),
  parts: {summary: onePart<(studies: readonly TheoryStudyValue[]) => ExperimentSummary>()},
});
