import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {noiseProbes} from '../third-factor/runs.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X2: how far minibatch noise is from a Gaussian along the directions that carry it, at the moments of X1. */
export default {
  id: 'X2',
  claims,
  sizes,
  design: (profile) => ({probes: noiseProbes(profile, sizes.at[profile].replicates)}),
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
