import {cellName, replicates} from '../../src/study/grid.ts';
import type {ProbePlan, Run} from '../../src/study/experiment.ts';
import {e1Run} from '../e1/design.ts';
import {sizes as e1Sizes} from '../e1/sizes.ts';
import type {Profile} from '../profiles.ts';
import {sizes as cell} from '../x1/sizes.ts';

/** Plain SGD at the cell of E1 where the third factor is looked at. */
export function plainRun(profile: Profile, replicate: number): Run {
  const {learningRate, batchSize} = cell.at[profile];
  return plain(e1Run(profile, {learningRate, batchSize, replicate}));
}

/**
 * Plain SGD with n = η/S raised by a factor, at the same η: by a smaller batch, so that the stability of a step stays
 * as it is. What rounding S leaves is made up by η.
 */
export function noisierRun(profile: Profile, factor: number, replicate: number): Run {
  const {learningRate, batchSize} = cell.at[profile];
  const smaller = Math.max(1, Math.round(batchSize / factor));
  const rate = Number(((learningRate * factor * smaller) / batchSize).toPrecision(12));
  return plain(e1Run(profile, {learningRate: rate, batchSize: smaller, replicate}));
}

/**
 * The run of that cell with each example of a batch weighing 1 + s·z, z ~ N(0, 1): its gradient has the same mean and the
 * covariance ((1 + s²)·C + s²·ḡḡᵀ)/S.
 */
export function raisedRun(profile: Profile, strength: number, replicate: number): Run {
  const {settings, ...run} = plainRun(profile, replicate);
  const {learningRate, batchSize} = run.plan;
  return {
    ...run,
    cell: cellName('X3', {strength, lr: learningRate, batch: batchSize}, replicate),
    settings: {...settings, strength},
    plan: {...run.plan, gradientNoise: {kind: 'example-weights', strength}},
  };
}

const plain = ({settings, ...run}: Run): Run => ({...run, settings: {...settings, strength: 0}});

/** Probes of the gradient noise at the start, in the middle and at the end of the first replicates. */
export function noiseProbes(profile: Profile, count: number): ProbePlan[] {
  const snapshots = ['initial', `epoch-${e1Sizes.at[profile].fixedEpochs}`, 'target'];
  return replicates(count).flatMap((replicate) => {
    const run = plainRun(profile, replicate);
    return snapshots.map((snapshot): ProbePlan => ({kind: 'noise', at: [{run, snapshot}]}));
  });
}
