import {claims} from '../../src/paper/claims/index.ts';
import {judge} from '../../src/paper/judge.ts';
import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import type {judgeClaims} from '../judge-claims.ts';
import {experimentSummary} from '../kinds/experiment-summary.ts';
import {verdicts} from '../kinds/verdicts.ts';

/** An experiment that did not get so far leaves its claims "not run". */
export default (async ({parameters, inputs, outputs}) => {
  const files = inputs.summaries.flatMap(({file}) => (file === undefined ? [] : [file]));
  const summaries = await Promise.all(files.map((file) => load(experimentSummary, file)));
  await save(verdicts, outputs.verdicts, judge(claims, summaries, parameters.profile));
}) satisfies StageBody<typeof judgeClaims>;
