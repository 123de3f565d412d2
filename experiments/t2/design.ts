import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T2: the Fokker–Planck equation relaxes to the Gibbs law without current (slide ‘Fokker-Planck Equation’). */
export default {
  id: 'T2',
  claims,
  sizes,
  design: oneStudy('T2', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: ({replicates, chains}) => (replicates * chains) / 8500,
    stream: 'solve-fokker-planck',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
