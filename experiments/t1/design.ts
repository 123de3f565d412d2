import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T1: minibatch SGD on two basins against the Boltzmann–Gibbs law, over n, η and the batch size (slide ‘Boltzmann-Gibbs distribution’). */
export default {
  id: 'T1',
  claims,
  sizes,
  design: oneStudy('T1', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: ({replicates, chains}) => 3 + (replicates * chains) / 27,
    stream: 'simulate-endpoint',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
