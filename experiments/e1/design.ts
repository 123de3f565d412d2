import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run} from '../../src/study/experiment.ts';
import {cellName, grid, replicates} from '../../src/study/grid.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** E1: 4-layer batch-normalised ReLU MLP on Fashion-MNIST (slide 'Width and n'). */
export default {
  id: 'E1',
  claims,
  sizes,
  design(profile) {
    const {runs, probes} = e1Ends(profile);
    const {fixedReplicates} = sizes.at[profile];
    const fixed = runs
      .filter(({replicate}) => replicate <= fixedReplicates)
      .map((run) => afterFixedEpochs(profile, run));
    return {runs, probes: [...probes, ...fixed]};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** The runs of the grid, each probed at the common train loss. */
export function e1Ends(profile: Profile): {readonly runs: Run[]; readonly probes: ProbePlan[]} {
  const {learningRates, batchSizes, replicates: count} = sizes.at[profile];
  const runs = grid({
    learningRate: learningRates,
    batchSize: batchSizes,
    replicate: replicates(count),
  }).map((point) => e1Run(profile, point));
  return {runs, probes: runs.map((run) => e1Target(profile, run))};
}

/** The network of E1. */
export const e1Model = (profile: Profile): Run['model'] => ({
  family: 'mlp',
  depth: 4,
  width: sizes.at[profile].width,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
});

/** One cell of E1's grid; X1–X4 measure and intervene on the same network. */
export function e1Run(
  profile: Profile,
  point: {learningRate: number; batchSize: number; replicate: number},
): Run {
  const {learningRate, batchSize, replicate} = point;
  const size = sizes.at[profile];
  return {
    cell: cellName('E1', {lr: learningRate, batch: batchSize}, replicate),
    settings: {learningRate, batchSize},
    replicate,
    dataset: 'fashion-mnist',
    model: e1Model(profile),
    plan: {
      learningRate,
      batchSize,
      trainSize: size.trainSize,
      limits: {rateTime: size.cap},
      target: {trainLoss: size.target},
      history: {everyEpochs: size.fixedEpochs},
      snapshotEpochs: [size.fixedEpochs],
    },
  };
}

/**
 * The Hessian at the common train loss, batch norm in training mode too. Of some replicates by the paper's estimator too, and at the
 * lowest and the highest n of the grid with its whole spectrum.
 */
export function e1Target(profile: Profile, run: Run): ProbePlan {
  const {learningRates, batchSizes, density, finiteDifference, ...size} = sizes.at[profile];
  const noises = learningRates.flatMap((rate) => batchSizes.map((size) => rate / size));
  const noise = run.plan.learningRate / run.plan.batchSize;
  const extreme = noise === Math.min(...noises) || noise === Math.max(...noises);
  return {
    kind: 'curvature',
    at: [{run, snapshot: 'target'}],
    parameters: {
      trainingProducts: size.trainingProducts,
      rescaledProbes: size.rescaledProbes,
      ...ofSome(finiteDifference, run.replicate),
      ...(extreme && ofSome(density, run.replicate)),
    },
  };
}

const afterFixedEpochs = (profile: Profile, run: Run): ProbePlan => ({
  kind: 'curvature',
  at: [{run, snapshot: `epoch-${sizes.at[profile].fixedEpochs}`}],
});

/** What is done for the first so many replicates only. */
const ofSome = <Extras extends {readonly replicates: number}>(
  {replicates: count, ...extras}: Extras,
  replicate: number,
) => replicate <= count && extras;
