import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run, SnapshotOf} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import type {Profile} from '../profiles.ts';
import {endpointPlanes} from '../shared/endpoint-planes.ts';
import {vgg11} from '../shared/vgg.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** E5: loss along the line between endpoints of equal n = η/S: η = 0.1β, S = 50β, VGG-11 on CIFAR-10. */
export default {
  id: 'E5',
  claims,
  sizes,
  design(profile) {
    const {betas, replicates: count, planeReplicates} = sizes.at[profile];
    const lines = betas.flatMap((beta) =>
      replicates(count).map((replicate): ProbePlan => {
        const end = (at: number) => endOf(profile, at, replicate);
        return {
          kind: 'line',
          cell: `E5/beta=${beta}/seed=${replicate}`,
          settings: {beta},
          at: [end(1), end(beta)],
        };
      }),
    );
    const norms = lines.flatMap(({at}) =>
      at.map((end): ProbePlan => ({kind: 'curvature', at: [end]})),
    );
    const planes = endpointPlanes(lines, planeReplicates);
    return {probes: [...norms, ...lines, ...betweenSeeds(profile, count), ...planes]};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** Where a run of this β reached the common train loss. */
const endOf = (profile: Profile, beta: number, replicate: number): SnapshotOf => ({
  run: e5Run(profile, beta, replicate),
  snapshot: 'target',
});

/** Lines between two seeds of β = 1, each seed in one of them. */
const betweenSeeds = (profile: Profile, count: number): ProbePlan[] =>
  replicates(Math.floor(count / 2)).map((pair) => ({
    kind: 'line',
    cell: `E5/beta=1/seeds=${2 * pair - 1},${2 * pair}`,
    settings: {beta: 1},
    at: [endOf(profile, 1, 2 * pair - 1), endOf(profile, 1, 2 * pair)],
  }));

function e5Run(profile: Profile, beta: number, replicate: number): Run {
  const size = sizes.at[profile];
  // β = 0.25 asks for 12.5 images: S is rounded up, and η follows S, so that n is exactly equal.
  const batchSize = Math.ceil(50 * beta);
  const learningRate = batchSize / 500;
  return {
    cell: cellName('E5', {beta, lr: learningRate, batch: batchSize}, replicate),
    settings: {beta, learningRate, batchSize},
    replicate,
    dataset: 'cifar-10',
    model: vgg11(size.widthMultiplier),
    plan: {
      learningRate,
      batchSize,
      trainSize: size.trainSize,
      limits: {epochs: size.cap},
      target: {trainLoss: size.target},
      history: {everyEpochs: size.cap / 4},
    },
  };
}
