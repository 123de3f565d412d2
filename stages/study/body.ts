import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {studyRecord} from './record.ts';
import type {study as stage} from './stage.ts';

export default (async ({parameters, outputs, seed, progress}, {study}) => {
  await save(studyRecord, outputs.record, study(parameters, {seed, progress}));
}) satisfies StageBody<typeof stage>;
