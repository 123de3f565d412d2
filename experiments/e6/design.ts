import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import {sizes as e8Sizes} from '../e8/sizes.ts';
import type {Profile} from '../profiles.ts';
import {vgg11} from '../shared/vgg.ts';
import {claims} from './claims.ts';
import type {Arm} from './settings.ts';
import {sizes} from './sizes.ts';

/** The factor between the loud and the quiet end of a cycle, in η or in S. */
const RATIO = 5;

type Schedule = NonNullable<Run['plan']['schedule']>;

const E6_ARMS: readonly Arm[] = [
  'cyclic-batch-size',
  'cyclic-learning-rate',
  'constant-small',
  'constant-large',
  'rescaled-by-root',
];

/** E6: learning curves coincide when (η, S) → (cη, cS), at every moment of a schedule (VGG-11, CIFAR-10). */
export default {
  id: 'E6',
  claims,
  sizes,
  design(profile) {
    const runs = E6_ARMS.flatMap((arm) =>
      replicates(sizes.at[profile].replicates).map((replicate) => e6Run(profile, arm, replicate)),
    );
    return {runs};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** One arm at one replicate; E8 probes the same runs. */
export function e6Run(profile: Profile, arm: Arm, replicate: number): Run {
  const size = sizes.at[profile];
  const {baselineEpochs} = e8Sizes.at[profile];
  const epochs = arm.endsWith('-longer') ? baselineEpochs : size.epochs;
  return {
    cell: cellName('E6', {arm}, replicate),
    settings: {arm},
    replicate,
    dataset: 'cifar-10',
    model: vgg11(size.widthMultiplier),
    plan: {
      ...rates(profile, arm),
      trainSize: size.trainSize,
      limits: {epochs},
      history: historyOf(profile, arm),
      snapshotEpochs: [...new Set([...cycleEnds(profile, epochs), ...probedMoments(profile)])],
    },
  };
}

/** Learning curves where they are compared; of what E8 alone looks at, the ends of cycles. */
function historyOf(profile: Profile, arm: Arm): Run['plan']['history'] {
  const {cycleEpochs} = sizes.at[profile];
  const everyEpochs = E6_ARMS.includes(arm) ? cycleEpochs / 5 : cycleEpochs;
  return {everyEpochs, sets: ['train', 'test']};
}

function rates(
  profile: Profile,
  arm: Arm,
): {learningRate: number; batchSize: number; schedule: Schedule} {
  const e6 = sizes.at[profile];
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
    case 'constant-loud':
    case 'constant-loud-longer':
      return {learningRate: loud, batchSize: small, schedule: {kind: 'constant'}};
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
export function cycleEnds(profile: Profile, epochs: number): number[] {
  const {cycleEpochs} = sizes.at[profile];
  return Array.from(
    {length: Math.floor(epochs / cycleEpochs)},
    (_, index) => (index + 1) * cycleEpochs,
  );
}

/** Evenly spaced moments of the last whole cycles, the ends of both halves included. */
export function probedMoments(profile: Profile): number[] {
  const {epochs, cycleEpochs} = sizes.at[profile];
  const {probedCycles, probesPerHalf} = e8Sizes.at[profile];
  const start = (Math.floor(epochs / cycleEpochs) - probedCycles) * cycleEpochs;
  return Array.from(
    {length: 2 * probesPerHalf * probedCycles},
    (_, index) => start + ((index + 1) * cycleEpochs) / (2 * probesPerHalf),
  );
}
