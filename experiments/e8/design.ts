import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {replicates} from '../../src/study/grid.ts';
import {cycleEnds, e6Run, probedMoments} from '../e6/design.ts';
import type {Arm} from '../e6/settings.ts';
import {sizes as e6Sizes} from '../e6/sizes.ts';
import type {Profile} from '../profiles.ts';
import {baseline, carriedOn, loud, loudCarriedOn, schedules} from './arms.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** E8: cyclic schedules oscillate between sharp and wide, and end wider (VGG-11, CIFAR-10); runs of E6. */
export default {
  id: 'E8',
  claims,
  sizes,
  design(profile) {
    const {baselineEpochs, minIterations, probes} = sizes.at[profile];
    const e6 = e6Sizes.at[profile];
    const longest: readonly Arm[] =
      baselineEpochs > e6.epochs ? [carriedOn, loudCarriedOn] : [baseline, loud];
    const runsOf = (arm: Arm) =>
      replicates(e6.replicates).map((replicate) => e6Run(profile, arm, replicate));
    const probesOf = (arm: Arm, epochs: readonly number[]) =>
      runsOf(arm).flatMap((run) =>
        epochs.map((epoch): ProbePlan => ({
          kind: 'curvature',
          settings: {epoch},
          at: [{run, snapshot: `epoch-${epoch}`}],
          // Norms swing by tens of percent along a cycle: a percent of error is enough.
          parameters: {minIterations, probes},
        })),
      );
    return {
      runs: [...schedules, ...longest].flatMap(runsOf),
      probes: [
        ...schedules.flatMap((arm) => probesOf(arm, probedMoments(profile))),
        // What cycles are compared with is probed all along: somewhere its loss is that of their end.
        ...longest.flatMap((arm) => probesOf(arm, cycleEnds(profile, baselineEpochs))),
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
