import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T1: minibatch SGD on two basins against the Boltzmann–Gibbs law, over n, η and the batch size (slide ‘Boltzmann-Gibbs distribution’). */
export default {
  id: 'T1',
  claims,
  sizes,
  design(profile) {
    const {replicates, chains} = sizes.at[profile];
    return {
      studies: [
        {
          cell: 'T1',
          study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
          parameters: sizes.at[profile],
          seconds: 3 + (replicates * chains) / 27,
          stream: 'simulate-endpoint',
        },
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
