import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T4: (η, S) ↦ (cη, cS) keeps the stationary law, until the steps or the training set end it. */
export default {
  id: 'T4',
  claims,
  sizes,
  design: oneStudy('T4', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: ({replicates, chains}) => (replicates * chains) / 130,
    stream: 'rescale-noise',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
