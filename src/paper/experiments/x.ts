import type {Profile} from '../profiles/profile.ts';
import {e1Run, e1Target} from './e1.ts';
import {cellName, replicates, type Experiment, type Run} from './experiment.ts';

/**
 * The third factor on E1's network: gradient noise at the start, the middle and the end of training
 * (X1, X2), and runs whose gradient variance is raised at fixed η and S (X3).
 */
export function x(profile: Profile): Experiment {
  const {learningRate, batchSize, strengths, replicates: count} = profile.x;
  const seeds = replicates(count);
  const plain = seeds.map((replicate) => e1Run(profile, {learningRate, batchSize, replicate}));
  const raised = strengths.flatMap((strength) =>
    seeds.map((replicate) =>
      withNoise(e1Run(profile, {learningRate, batchSize, replicate}), strength),
    ),
  );
  return {
    id: 'X',
    runs: [...plain, ...raised],
    curvature: [
      ...plain.map((run) => e1Target(profile, run)),
      ...raised.map((run) => ({run, snapshot: 'target'})),
    ],
    lines: [],
    planes: [],
    noise: plain.flatMap((run) =>
      ['initial', `epoch-${profile.e1.fixedEpochs}`, 'target'].map((snapshot) => ({run, snapshot})),
    ),
  };
}

const withNoise = (run: Run, strength: number): Run => ({
  ...run,
  cell: cellName(
    'X3',
    {strength, lr: run.plan.learningRate, batch: run.plan.batchSize},
    run.replicate,
  ),
  plan: {...run.plan, gradientNoise: {kind: 'example-weights', strength}},
});
