import type {Profile} from '../profiles/profile.ts';
import {cellName, endsOf, replicates, type Experiment, type Line, type Run} from './experiment.ts';
import {vgg11} from './vgg.ts';

/** Loss along the line between endpoints of equal n = η/S: η = 0.1β, S = 50β, VGG-11 on CIFAR-10. */
export function e5(profile: Profile): Experiment {
  const {betas, replicates: count} = profile.e5;
  const lines = betas.flatMap((beta) =>
    replicates(count).map((replicate): Line => ({
      cell: `E5/beta=${beta}/seed=${replicate}`,
      left: {run: e5Run(profile, 1, replicate), snapshot: 'final'},
      right: {run: e5Run(profile, beta, replicate), snapshot: 'final'},
    })),
  );
  return {
    id: 'E5',
    runs: endsOf(lines).map(({run}) => run),
    curvature: endsOf(lines),
    lines,
    planes: endsOf(lines, profile.plane.replicates),
    noise: [],
  };
}

function e5Run({e5}: Profile, beta: number, replicate: number): Run {
  // β = 0.25 asks for 12.5 images: S is rounded up, and η follows S, so that n is exactly equal.
  const batchSize = Math.ceil(50 * beta);
  const learningRate = batchSize / 500;
  return {
    cell: cellName('E5', {beta, lr: learningRate, batch: batchSize}, replicate),
    replicate,
    dataset: 'cifar-10',
    model: vgg11(e5.widthMultiplier),
    plan: {
      learningRate,
      batchSize,
      trainSize: e5.trainSize,
      limits: {epochs: e5.epochs},
      history: {everyEpochs: e5.epochs / 4},
    },
  };
}
