import {z} from 'zod';
import {Claim} from '../../src/judging/claim.ts';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {experimentSummary} from '../summarize/record.ts';
import {verdicts} from './record.ts';

/** One node: what all experiments found, judged together, because the correction is over families of claims. */
export const judgeClaims = defineStage({
  name: 'judge-claims',
  summary: 'Judges every claim from the evidence of all experiments.',
  parameters: z.object({
    profile: z.string().describe('name of the profile whose results these are'),
    claims: z.array(Claim).readonly().describe('what is judged, in the order of the report'),
    untestable: z
      .record(z.string(), z.string())
      .default({})
      .describe('claims that nothing at this profile can show, and the profile that each needs'),
  }),
  inputs: {summaries: many(experimentSummary)},
  outputs: {verdicts},
  resources: () => ({cpus: 1, memoryMB: 200, gpu: false, seconds: 0.1}),
  body: new URL('./body.ts', import.meta.url),
});
