import {z} from 'zod';
import {defineStage} from '../../src/pipeline/define.ts';
import {onePart} from '../../src/pipeline/parts.ts';
import type {Study} from '../../src/study/define-study.ts';
import {studyRecord} from './record.ts';

/** Simulates or solves a piece of the theory: what it does is a part, and knows the schema of its parameters. */
export const study = defineStage({
  name: 'study',
  summary: 'Simulates or solves a piece of the theory.',
  parameters: z.looseObject({}),
  inputs: {},
  outputs: {record: studyRecord},
  // How long it takes is known where it is planned.
  resources: () => ({cpus: 1, memoryMB: 500, gpu: false, seconds: 1}),
  body: new URL('./body.ts', import.meta.url),
  parts: {study: onePart<Study>()},
});
