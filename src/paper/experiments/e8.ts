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
  const {replicates: count} = profile.e6;
  const {baselineEpochs} = profile.e8;
  const carriedOn = baselineEpochs > profile.e6.epochs ? 'constant-small-longer' : 'constant-small';
  const last = lastCycle(profile);
  // The baseline, carried on, is probed all along: somewhere its loss is that of the cyclic runs.
  const moments = (arm: Arm) => [
    ...new Set([
      ...(arm === carriedOn ? cycleEnds(profile, baselineEpochs) : []),
      ...(arm === 'constant-small-longer' ? [] : last),
    ]),
  ];
  const probes = [...new Set([...SCHEDULES, carriedOn] as const)].flatMap((arm) =>
    replicates(count).map((replicate) => ({run: e6Run(profile, arm, replicate), arm})),
  );
  return {
    id: 'E8',
    runs: probes.map(({run}) => run),
    curvature: probes.flatMap(({run, arm}) =>
      moments(arm).map((epoch) => ({run, snapshot: `epoch-${epoch}`})),
    ),
    lines: [],
    planes: [],
    noise: [],
  };
}
