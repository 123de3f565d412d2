import {part} from '../../src/pipeline/parts.ts';
import type {Experiment} from '../../src/study/experiment.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** T3: occupancy and escape of a sharp deep and a wide shallow basin, on a line and in a plane. */
export default {
  id: 'T3',
  claims,
  sizes,
  design(profile) {
    const {replicates, chains} = sizes.at[profile];
    return {
      studies: [
        {
          cell: 'T3',
          study: part(new URL('./study.ts', import.meta.url), () => import('./study.ts')),
          parameters: sizes.at[profile],
          seconds: (replicates * chains) / 27,
          stream: 'simulate-basins',
        },
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
