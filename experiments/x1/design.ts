import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {noiseProbes} from '../third-factor/runs.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X1: size, isotropy and alignment of the covariance of the gradients, at three moments of E1's training. */
export default {
  id: 'X1',
  claims,
  sizes,
  design: (profile) => ({probes: noiseProbes(profile, sizes.at[profile].replicates)}),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
