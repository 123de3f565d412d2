import {z} from 'zod';
import {defineStage, many} from '../src/pipeline/define.ts';
import {experimentSummary} from './kinds/experiment-summary.ts';
import {TheoryStudy} from './kinds/theory-study.ts';

/** From the studies of the theory to the evidence for claims T1–T7; a missing study leaves its claim out. */
export const summarizeTheory = defineStage({
  name: 'summarize-theory',
  summary: 'Tests the claims of the theory over the replicates of its studies.',
  parameters: z.object({}),
  inputs: {studies: many(TheoryStudy)},
  outputs: {summary: experimentSummary},
  resources: () => ({cpus: 1, memoryMB: 200, gpu: false, seconds: 0.1}),
  body: new URL('./bodies/summarize-theory.ts', import.meta.url),
});
