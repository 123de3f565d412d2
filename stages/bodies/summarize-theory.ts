import {summarizeTheory} from '../../src/paper/summaries/theory.ts';
import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {experimentSummary} from '../kinds/experiment-summary.ts';
import {TheoryStudy} from '../kinds/theory-study.ts';
import type {summarizeTheory as stage} from '../summarize-theory.ts';

export default (async ({inputs, outputs}) => {
  const files = inputs.studies.flatMap(({file}) => file ?? []);
  const studies = await Promise.all(files.map((file) => load(TheoryStudy, file)));
  await save(experimentSummary, outputs.summary, summarizeTheory(studies));
}) satisfies StageBody<typeof stage>;
