import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T5: the ratio of basin probabilities does not depend on the (linear) parametrization. */
export default {
  id: 'T5',
  claims,
  sizes,
  design: oneStudy('T5', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: ({replicates, chains}) => (replicates * chains) / 50,
    stream: 'reparametrize',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
