import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T6: rescaled copies of a minimum differ in sharpness; gradient descent finds one of them. */
export default {
  id: 'T6',
  claims,
  sizes,
  design: oneStudy('T6', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: () => 0.1,
    stream: 'descend-family',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
