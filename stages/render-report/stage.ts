import {z} from 'zod';
import {Claim} from '../../src/judging/claim.ts';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {eachPart, onePart} from '../../src/pipeline/parts.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {Reduction} from '../../src/report/reduction.ts';
import {Scales} from '../../src/report/scale.ts';
import type {Story} from '../../src/report/story.ts';
import {experimentSummary} from '../summarize/record.ts';
import {report} from './record.ts';
import {verdicts} from '../judge-claims/record.ts';

/** The last node: the page that a reader opens, and the files that it links. */
export const renderReport = defineStage({
  name: 'render-report',
  summary: 'Renders the report: claims, figures, data and where each number comes from.',
  parameters: z.object({
    profile: z.string().describe('name of the profile whose results these are'),
    claims: z.array(Claim).readonly().describe('the claims, in the order of the report'),
    reductions: z
      .array(Reduction)
      .readonly()
      .describe('every number of the profile that is not that of the reference'),
    scales: Scales.describe('how large the networks of each experiment are'),
  }),
  inputs: {verdicts, summaries: many(experimentSummary)},
  outputs: {report},
  lineage: true,
  resources: () => ({cpus: 1, memoryMB: 400, gpu: false, seconds: 3}),
  body: new URL('./body.ts', import.meta.url),
  parts: {story: onePart<Story>(), figures: eachPart<FigureBuilder>()},
});
