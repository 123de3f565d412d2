import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan} from '../../src/study/experiment.ts';
import {replicates} from '../../src/study/grid.ts';
import {cycleEnds, e6Run, lastCycle, type Arm} from '../e6/design.ts';
import {sizes as e6Sizes} from '../e6/sizes.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** The schedules of the slide's table; the baseline is the constant η of the quiet phase. */
const SCHEDULES: readonly Arm[] = [
  'cyclic-learning-rate',
  'cyclic-batch-size',
  'triangle-learning-rate',
  'constant-small',
];

/** E8: cyclic schedules oscillate between sharp and wide, and end wider (VGG-11, CIFAR-10); runs of E6. */
export default {
  id: 'E8',
  claims,
  sizes,
  design(profile) {
    const {baselineEpochs} = sizes.at[profile];
    const e6 = e6Sizes.at[profile];
    const carriedOn: Arm = baselineEpochs > e6.epochs ? 'constant-small-longer' : 'constant-small';
    const runsOf = (arm: Arm) =>
      replicates(e6.replicates).map((replicate) => e6Run(profile, arm, replicate));
    const probesOf = (arm: Arm, epochs: readonly number[]) =>
      runsOf(arm).flatMap((run) =>
        epochs.map((epoch): ProbePlan => ({
          kind: 'curvature',
          settings: {epoch},
          at: [{run, snapshot: `epoch-${epoch}`}],
        })),
      );
    return {
      runs: [...SCHEDULES, carriedOn].flatMap(runsOf),
      probes: [
        ...SCHEDULES.flatMap((arm) => probesOf(arm, lastCycle(profile))),
        // The baseline, carried on, is probed all along: somewhere its loss is that of the cyclic runs.
        ...probesOf(carriedOn, cycleEnds(profile, baselineEpochs)),
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;
