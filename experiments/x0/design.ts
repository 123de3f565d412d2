import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {oneStudy} from '../shared/one-study.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X0: where noise is not isotropic the Gibbs form fails, by what the Lyapunov equation says. */
export default {
  id: 'X0',
  claims,
  sizes,
  design: oneStudy('X0', sizes, {
    study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
    seconds: ({replicates, chains}) => (replicates * chains) / 140,
    // Its numbers are those that it drew when it stood with the theory.
    seed: ['T7'],
    stream: 'simulate-covariance',
  }),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
