import {summarizeE1} from '../../src/paper/summaries/e1.ts';
import {summarizeE2} from '../../src/paper/summaries/e2.ts';
import {summarizeE3} from '../../src/paper/summaries/e3.ts';
import {summarizeE4} from '../../src/paper/summaries/e4.ts';
import {summarizeE5} from '../../src/paper/summaries/e5.ts';
import {summarizeE6} from '../../src/paper/summaries/e6.ts';
import {summarizeE7} from '../../src/paper/summaries/e7.ts';
import {summarizeE8} from '../../src/paper/summaries/e8.ts';
import {summarizeE9} from '../../src/paper/summaries/e9.ts';
import {summarizeX} from '../../src/paper/summaries/x.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {experimentSummary} from '../kinds/experiment-summary.ts';
import type {summarize} from '../summarize.ts';
import {observe} from './observe.ts';

const summarizers = {
  E1: summarizeE1,
  E2: summarizeE2,
  E3: summarizeE3,
  E4: summarizeE4,
  E5: summarizeE5,
  E6: summarizeE6,
  E7: summarizeE7,
  E8: summarizeE8,
  E9: summarizeE9,
  X: summarizeX,
};

export default (async ({parameters, inputs, outputs}) => {
  const summarizeExperiment = summarizers[parameters.experiment];
  const summary = summarizeExperiment(await observe({parameters, inputs}));
  await save(experimentSummary, outputs.summary, summary);
}) satisfies StageBody<typeof summarize>;
