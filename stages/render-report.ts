import {z} from 'zod';
import {Profile} from '../src/paper/profiles/profile.ts';
import {defineStage, many} from '../src/pipeline/define.ts';
import {experimentSummary} from './kinds/experiment-summary.ts';
import {report} from './kinds/report.ts';
import {verdicts} from './kinds/verdicts.ts';

/** The last node: the page that a reader opens, and the files that it links. */
export const renderReport = defineStage({
  name: 'render-report',
  summary: 'Renders the report: claims, figures, data and where each number comes from.',
  parameters: z.object({
    profile: Profile.describe('the profile, printed beside the scale of the paper'),
  }),
  inputs: {verdicts, summaries: many(experimentSummary)},
  outputs: {report},
  lineage: true,
  resources: () => ({cpus: 1, memoryMB: 400, gpu: false, seconds: 3}),
  body: new URL('./bodies/render-report.ts', import.meta.url),
});
