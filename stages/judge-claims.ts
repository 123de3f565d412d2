import {z} from 'zod';
import {defineStage, many} from '../src/pipeline/define.ts';
import {experimentSummary} from './kinds/experiment-summary.ts';
import {verdicts} from './kinds/verdicts.ts';

/** One node: what all experiments found, judged together, because the correction is over all claims. */
export const judgeClaims = defineStage({
  name: 'judge-claims',
  summary: 'Judges every claim from the evidence of all experiments.',
  parameters: z.object({
    profile: z.string().describe('name of the profile whose results these are'),
  }),
  inputs: {summaries: many(experimentSummary)},
  outputs: {verdicts},
  resources: () => ({cpus: 1, memoryMB: 200, gpu: false, seconds: 0.1}),
  body: new URL('./bodies/judge-claims.ts', import.meta.url),
});
