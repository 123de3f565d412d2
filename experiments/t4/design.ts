import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T4: (η, S) ↦ (cη, cS) keeps the stationary law, until the steps or the training set end it. */
export default {
  id: 'T4',
  claims,
  sizes,
  design(profile) {
    const {replicates, chains} = sizes.at[profile];
    return {
      studies: [
        {
          cell: 'T4',
          study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
          parameters: sizes.at[profile],
          seconds: (replicates * chains) / 130,
          stream: 'rescale-noise',
        },
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
