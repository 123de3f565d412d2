import type {Profile} from '../profiles/profile.ts';
import {cellName, replicates, type Experiment, type Run} from './experiment.ts';
import {vgg11} from './vgg.ts';

/** The factor between the loud and the quiet end of a cycle, in η or in S. */
const RATIO = 5;

type Schedule = NonNullable<Run['plan']['schedule']>;

/**
 * The arms of E6 and E8. Within a pair n is equal at all times: cyclic S with cyclic η, and the two
 * constant ones. `rescaled-by-root` is the control: η·√5 at 5·S, which keeps η/√S instead of n.
 * `constant-small-longer` is the baseline of E8 carried on, to where its train loss is that of the cycles.
 */
export const ARMS = [
  'cyclic-batch-size',
  'cyclic-learning-rate',
  'triangle-learning-rate',
  'constant-small',
  'constant-small-longer',
  'constant-large',
  'rescaled-by-root',
] as const;
export type Arm = (typeof ARMS)[number];

const E6_ARMS: readonly Arm[] = [
  'cyclic-batch-size',
  'cyclic-learning-rate',
  'constant-small',
  'constant-large',
  'rescaled-by-root',
];

/** Learning curves coincide when (η, S) → (cη, cS), at every moment of a schedule (VGG-11, CIFAR-10). */
export function e6(profile: Profile): Experiment {
  const runs = E6_ARMS.flatMap((arm) =>
    replicates(profile.e6.replicates).map((replicate) => e6Run(profile, arm, replicate)),
  );
  return {id: 'E6', runs, curvature: [], lines: [], planes: [], noise: []};
}

/** One arm at one replicate; E8 probes the same runs. */
export function e6Run(profile: Profile, arm: Arm, replicate: number): Run {
  const {e6, e8} = profile;
  const {learningRate, batchSize, schedule} = settings(profile, arm);
  const epochs = arm === 'constant-small-longer' ? e8.baselineEpochs : e6.epochs;
  return {
    cell: cellName('E6', {arm}, replicate),
    replicate,
    dataset: 'cifar-10',
    model: vgg11(e6.widthMultiplier),
    plan: {
      learningRate,
      batchSize,
      schedule,
      trainSize: e6.trainSize,
      limits: {epochs},
      history: {everyEpochs: e6.cycleEpochs / 5, sets: ['train', 'validation', 'test']},
      snapshotEpochs: [...new Set([...cycleEnds(profile, epochs), ...lastCycle(profile)])],
    },
  };
}

function settings(
  {e6}: Profile,
  arm: Arm,
): {learningRate: number; batchSize: number; schedule: Schedule} {
  const cycle = {cycleEpochs: e6.cycleEpochs, ratio: RATIO};
  const quiet = e6.learningRate;
  const loud = RATIO * e6.learningRate;
  const small = e6.batchSize;
  const large = RATIO * e6.batchSize;
  switch (arm) {
    case 'cyclic-batch-size':
      return {
        learningRate: loud,
        batchSize: small,
        schedule: {kind: 'discrete-batch-size', ...cycle},
      };
    case 'cyclic-learning-rate':
      return {
        learningRate: loud,
        batchSize: small,
        schedule: {kind: 'discrete-learning-rate', ...cycle},
      };
    case 'triangle-learning-rate':
      return {
        learningRate: loud,
        batchSize: small,
        schedule: {kind: 'triangle-learning-rate', ...cycle},
      };
    case 'constant-small':
    case 'constant-small-longer':
      return {learningRate: quiet, batchSize: small, schedule: {kind: 'constant'}};
    case 'constant-large':
      return {learningRate: loud, batchSize: large, schedule: {kind: 'constant'}};
    case 'rescaled-by-root':
      return {
        learningRate: quiet * Math.sqrt(RATIO),
        batchSize: large,
        schedule: {kind: 'constant'},
      };
  }
}

/** The end of every whole cycle of a run of so many epochs. */
export const cycleEnds = ({e6}: Profile, epochs: number): number[] =>
  Array.from(
    {length: Math.floor(epochs / e6.cycleEpochs)},
    (_, index) => (index + 1) * e6.cycleEpochs,
  );

/** Evenly spaced moments of the last whole cycle, the end of the run included. */
export function lastCycle({e6, e8}: Profile): number[] {
  const end = Math.floor(e6.epochs / e6.cycleEpochs) * e6.cycleEpochs;
  return Array.from(
    {length: e8.probesPerCycle},
    (_, index) => end - e6.cycleEpochs + ((index + 1) * e6.cycleEpochs) / e8.probesPerCycle,
  );
}
