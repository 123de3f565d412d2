import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {grid, replicates} from '../../src/study/grid.ts';
import {e1Target} from '../e1/design.ts';
import type {Profile} from '../profiles.ts';
import {noisierRun, raisedRun} from '../third-factor/runs.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X4: C raised by 1 + s² against n raised by as much. */
export default {
  id: 'X4',
  claims,
  sizes,
  design(profile) {
    const {strengths, replicates: count} = sizes.at[profile];
    const runs = grid({strength: strengths, replicate: replicates(count)}).flatMap(
      ({strength, replicate}) => [
        raisedRun(profile, strength, replicate),
        noisierRun(profile, 1 + strength ** 2, replicate),
      ],
    );
    return {runs, probes: runs.map((run): ProbePlan => e1Target(profile, run))};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
