import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {grid, replicates} from '../../src/study/grid.ts';
import {e9Epochs, e9Run} from '../e9/design.ts';
import {sizes as e9Sizes} from '../e9/sizes.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X6: E9's sweep over β, and the gradient noise in the middle of its runs at β = 1. */
export default {
  id: 'X6',
  claims,
  sizes,
  design(profile) {
    const {trainSizes, betas, replicates: count} = e9Sizes.at[profile];
    const sweep = {noiseScale: 1, control: null};
    const cells = grid({trainSize: trainSizes, beta: betas, replicate: replicates(count)});
    const probes = grid({trainSize: trainSizes, replicate: replicates(count)}).map(
      ({trainSize, replicate}): ProbePlan => ({
        kind: 'noise',
        cell: `X6/train=${trainSize}/seed=${replicate}`,
        settings: {trainSize},
        at: [
          {
            run: e9Run(profile, {...sweep, trainSize, beta: 1, replicate}),
            snapshot: `epoch-${e9Epochs(profile, trainSize) / 2}`,
          },
        ],
        parameters: sizes.at[profile],
      }),
    );
    return {runs: cells.map((point) => e9Run(profile, {...sweep, ...point})), probes};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
