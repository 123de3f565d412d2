import type {Profile} from '../profiles/profile.ts';
import {cycleEnds, e6Run, lastCycle, type Arm} from './e6.ts';
import {replicates, type Experiment} from './experiment.ts';

/** The schedules of the slide's table; the baseline is the constant η of the quiet phase. */
const SCHEDULES: readonly Arm[] = [
  'cyclic-learning-rate',
  'cyclic-batch-size',
  'triangle-learning-rate',
  'constant-small',
];

/** Cyclic schedules oscillate between sharp and wide, and end wider (VGG-11, CIFAR-10); runs of E6. */
export function e8(profile: Profile): Experiment {
  const {baselineEpochs} = profile.e8;
  const carriedOn: Arm =
    baselineEpochs > profile.e6.epochs ? 'constant-small-longer' : 'constant-small';
  const runsOf = (arm: Arm) =>
    replicates(profile.e6.replicates).map((replicate) => e6Run(profile, arm, replicate));
  const probes = (arm: Arm, epochs: readonly number[]) =>
    runsOf(arm).flatMap((run) => epochs.map((epoch) => ({run, snapshot: `epoch-${epoch}`})));
  return {
    id: 'E8',
    runs: [...SCHEDULES, carriedOn].flatMap(runsOf),
    curvature: [
      ...SCHEDULES.flatMap((arm) => probes(arm, lastCycle(profile))),
      // The baseline, carried on, is probed all along: somewhere its loss is that of the cyclic runs.
      ...probes(carriedOn, cycleEnds(profile, baselineEpochs)),
    ],
    lines: [],
    planes: [],
    noise: [],
  };
}
