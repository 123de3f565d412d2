import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run} from '../../src/study/experiment.ts';
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
        const end = (at: number) => ({run: e5Run(profile, at, replicate), snapshot: 'final'});
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
    return {probes: [...norms, ...lines, ...endpointPlanes(lines, planeReplicates)]};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

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
      limits: {epochs: size.epochs},
      history: {everyEpochs: size.epochs / 4},
    },
  };
}
