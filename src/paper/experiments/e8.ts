import type {Profile} from '../profiles/profile.ts';
import {e6Run, lastCycle, type Arm} from './e6.ts';
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
  const runs = SCHEDULES.flatMap((arm) =>
    replicates(profile.e6.replicates).map((replicate) => e6Run(profile, arm, replicate)),
  );
  return {
    id: 'E8',
    runs,
    curvature: runs.flatMap((run) =>
      lastCycle(profile).map((epoch) => ({run, snapshot: `epoch-${epoch}`})),
    ),
    lines: [],
    noise: [],
  };
}
