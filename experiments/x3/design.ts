import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {replicates} from '../../src/study/grid.ts';
import {e1Target} from '../e1/design.ts';
import type {Profile} from '../profiles.ts';
import {plainRun, raisedRun} from '../third-factor/runs.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X3: the variance of the gradients is raised at fixed η and S, on E1's network. */
export default {
  id: 'X3',
  claims,
  sizes,
  design(profile) {
    const {strengths, replicates: count} = sizes.at[profile];
    const seeds = replicates(count);
    const plain = seeds.map((replicate) => plainRun(profile, replicate));
    const raised = strengths.flatMap((strength) =>
      seeds.map((replicate) => raisedRun(profile, strength, replicate)),
    );
    return {
      runs: [...plain, ...raised],
      probes: [...plain, ...raised].map((run): ProbePlan => e1Target(profile, run)),
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
