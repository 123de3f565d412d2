import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {irregularOf} from '../../src/study/irregular.ts';
import {findingsOf} from '../../src/study/look.ts';
import {observe} from './observe.ts';
import {experimentSummary} from './record.ts';
import type {summarize} from './stage.ts';

export default (async ({parameters: {experiment, looks}, inputs, outputs}, {summary}) => {
  const observations = await observe(inputs);
  await save(experimentSummary, outputs.summary, {
    experiment,
    ...findingsOf(summary, observations, looks),
    irregular: irregularOf(observations),
  });
}) satisfies StageBody<typeof summarize>;
