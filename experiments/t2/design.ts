import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T2: the Fokker–Planck equation relaxes to the Gibbs law without current (slide ‘Fokker-Planck Equation’). */
export default {
  id: 'T2',
  claims,
  sizes,
  design(profile) {
    const {replicates, chains} = sizes.at[profile];
    return {
      studies: [
        {
          cell: 'T2',
          study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
          parameters: sizes.at[profile],
          seconds: (replicates * chains) / 8500,
          stream: 'solve-fokker-planck',
        },
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
