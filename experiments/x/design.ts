import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import {e1Run, e1Target} from '../e1/design.ts';
import {sizes as e1Sizes} from '../e1/sizes.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/**
 * The third factor on E1's network: gradient noise at the start, the middle and the end of training
 * (X1, X2), and runs whose gradient variance is raised at fixed η and S (X3).
 */
export default {
  id: 'X',
  claims,
  sizes,
  design(profile) {
    const {learningRate, batchSize, strengths, replicates: count} = sizes.at[profile];
    const seeds = replicates(count);
    const plainRun = (replicate: number) => e1Run(profile, {learningRate, batchSize, replicate});
    const plain = seeds.map((replicate) => withNoise(plainRun(replicate), 0));
    const raised = strengths.flatMap((strength) =>
      seeds.map((replicate) => withNoise(plainRun(replicate), strength)),
    );
    const moments = ['initial', `epoch-${e1Sizes.at[profile].fixedEpochs}`, 'target'];
    return {
      runs: [...plain, ...raised],
      probes: [
        ...plain.map((run) => e1Target(profile, run)),
        ...raised.map((run): ProbePlan => ({kind: 'curvature', at: [{run, snapshot: 'target'}]})),
        ...plain.flatMap((run) =>
          moments.map((snapshot): ProbePlan => ({kind: 'noise', at: [{run, snapshot}]})),
        ),
      ],
    };
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

/** A run with the variance of its gradients raised; without, it is the run of E1. */
function withNoise({settings, ...run}: Run, strength: number): Run {
  if (strength === 0) return {...run, settings: {...settings, strength}};
  const {learningRate, batchSize} = run.plan;
  return {
    ...run,
    cell: cellName('X3', {strength, lr: learningRate, batch: batchSize}, run.replicate),
    settings: {...settings, strength},
    plan: {...run.plan, gradientNoise: {kind: 'example-weights', strength}},
  };
}
