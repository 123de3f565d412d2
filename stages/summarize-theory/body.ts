import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {experimentSummary} from '../summarize/record.ts';
import {TheoryStudy} from '../study/record.ts';
import type {summarizeTheory as stage} from './stage.ts';

export default (async ({inputs, outputs}, {summary}) => {
  const files = inputs.studies.flatMap(({file}) => file ?? []);
  const studies = await Promise.all(files.map((file) => load(TheoryStudy, file)));
  await save(experimentSummary, outputs.summary, summary(studies));
}) satisfies StageBody<typeof stage>;
