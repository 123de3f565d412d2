import type {Profile} from '../profiles/profile.ts';
import {cellName, grid, replicates, type Experiment, type Run} from './experiment.ts';
import {vgg11} from './vgg.ts';

/**
 * η = 0.1β and S = 50β at fixed n: flat, then a drop at large β; earlier for a smaller train set. The
 * number of steps shrinks with β too: the control trains the smallest set for as many steps as β = 1.
 */
export function e9({e9: size}: Profile): Experiment {
  const seeds = replicates(size.replicates);
  const cells = grid({
    trainSize: size.trainSizes,
    noiseScale: size.noiseScales,
    beta: size.betas,
    replicate: seeds,
  }).map((point) => e9Run(size, point));
  const controls = grid({beta: size.controlBetas, replicate: seeds}).map((point) =>
    e9Run(size, {...point, trainSize: Math.min(...size.trainSizes), noiseScale: 1}, true),
  );
  return {id: 'E9', runs: [...cells, ...controls], curvature: [], lines: [], planes: [], noise: []};
}

interface Point {
  readonly trainSize: number;
  readonly noiseScale: number;
  readonly beta: number;
  readonly replicate: number;
}

function e9Run(size: Profile['e9'], point: Point, equalSteps = false): Run {
  const {trainSize, noiseScale, beta, replicate} = point;
  const epochs = equalSteps ? size.epochs * beta : size.epochs;
  const settings = {train: trainSize, noise: noiseScale, beta};
  return {
    cell: cellName('E9', {...settings, ...(equalSteps && {control: 'steps'})}, replicate),
    replicate,
    dataset: 'cifar-10',
    model: vgg11(size.widthMultiplier),
    plan: {
      learningRate: Number((0.1 * noiseScale * beta).toPrecision(12)),
      batchSize: 50 * beta,
      trainSize,
      limits: {epochs},
      history: {everyEpochs: epochs / 5},
    },
  };
}
