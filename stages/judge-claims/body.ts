import {judge} from '../../src/judging/judge.ts';
import {load, save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import type {judgeClaims} from './stage.ts';
import {experimentSummary} from '../summarize/record.ts';
import {verdicts} from './record.ts';

/** An experiment that did not get so far leaves its claims "not run". */
export default (async ({parameters: {profile, claims, untestable}, inputs, outputs}) => {
  const files = inputs.summaries.flatMap(({file}) => (file === undefined ? [] : [file]));
  const summaries = await Promise.all(files.map((file) => load(experimentSummary, file)));
  await save(verdicts, outputs.verdicts, judge(claims, summaries, profile, untestable));
}) satisfies StageBody<typeof judgeClaims>;
